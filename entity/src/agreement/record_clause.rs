//! Record: a clause of the library is revised, or a new one added. What was drawn up stays as it is.

use super::clause::{ActiveModel, Column, Entity, Model};
use crate::access::{By, Permission};
use crate::audit::{self, Chain, Fact};
use crate::database::Write;
use crate::refusal::{Done, Mistakes, Refusal, Words};
use crate::value::id::ClauseId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::{Value, json};

const LONGEST_CODE: usize = 40;
const LONGEST_HEADING: usize = 200;
const LONGEST_BODY: usize = 8_000;
const LAST_POSITION: i32 = 10_000;

/// A clause as somebody enters it.
#[derive(Clone, Debug)]
pub struct ClauseEntry {
    /// By what it is known: capital letters, digits and hyphens, 1 to 40 characters. A known one is revised.
    pub code: String,
    /// The version it was read at, if it matters.
    pub expected_version: Option<i32>,
    /// Its place in a contract, 0 to 10,000, the lowest first.
    pub position: i32,
    /// Its heading, 1 to 200 characters in each language.
    pub heading: Words,
    /// What it says, 1 to 8,000 characters in each language; a line is a paragraph.
    pub body: Words,
}

/// Enters a clause: the next version of a known one, or the first of a new one. Contracts drawn up from now on have it.
///
/// Refuses everybody but admins, a stale version, and every mistake in the texts. What says the same already is
/// `AlreadyDone`.
pub async fn clause_revised(write: &Write, by: &By, entry: &ClauseEntry) -> Result<Done<Model>, Refusal> {
    by.viewer.require(Permission::Administer)?;
    let mut mistakes = Mistakes::default();
    let code = mistakes.code("code", &entry.code, LONGEST_CODE);
    let heading = text(&mut mistakes, "heading", (&entry.heading, LONGEST_HEADING));
    let body = text(&mut mistakes, "body", (&entry.body, LONGEST_BODY));
    if !(0..=LAST_POSITION).contains(&entry.position) {
        let words = Words::new(format!("Phải từ 0 đến {LAST_POSITION}."), format!("It must be 0 to {LAST_POSITION}."));
        mistakes.note("position", "OUT_OF_RANGE", words);
    }
    mistakes.finish()?;
    let before = Entity::find()
        .filter(Column::Code.eq(&code))
        .filter(Column::ReplacedAt.is_null())
        .lock_exclusive()
        .one(write.on())
        .await?;
    if let Some(before) = &before {
        if before.heading == heading && before.body == body && before.position == entry.position {
            return Ok(Done::AlreadyDone(before.clone()));
        }
        if entry.expected_version.is_some_and(|expected| expected != before.version) {
            return Err(Refusal::stale(before.version.into()));
        }
        let change = ActiveModel { id: Set(before.id), replaced_at: Set(Some(by.now)), ..ActiveModel::default() };
        Entity::update(change).exec(write.on()).await?;
    }
    let row = Model {
        id: ClauseId::new(),
        code,
        version: before.as_ref().map_or(1, |before| before.version.saturating_add(1)),
        position: entry.position,
        heading,
        body,
        created_at: by.now,
        replaced_at: None,
    };
    let inserted = Entity::insert(row.clone().into_active_model()).exec_without_returning(write.on()).await;
    inserted.map_err(|error| Refusal::if_taken(error, Refusal::stale(row.version.into())))?;
    let told = |row: &Model| json!({ "code": row.code, "version": row.version, "position": row.position });
    let fact = Fact {
        chain: Chain::Installation,
        action: "clause.revised",
        subject: ("clause", row.id.0),
        before: before.as_ref().map_or(Value::Null, told),
        after: told(&row),
        reason: None,
    };
    audit::record(write, &by.actor, by.now, fact).await?;
    Ok(Done::Now(row))
}

fn text(mistakes: &mut Mistakes, field: &str, (entered, most): (&Words, usize)) -> Words {
    let vi = mistakes.lines(&format!("{field}Vi"), &entered.vi, most);
    let en = mistakes.lines(&format!("{field}En"), &entered.en, most);
    Words::new(vi, en)
}
