//! Record: what is outstanding when a contract ends early is settled (C5, design 4).

use super::instalment::{self, ActiveModel};
use super::settlement;
use super::settling::Settled;
use crate::access::By;
use crate::audit::{self, Chain, Fact};
use crate::calendar;
use crate::contract::contract;
use crate::database::Write;
use crate::reminder::ReminderKind;
use crate::reminder::record::{Subject, arm_anew, settle};
use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait, IntoActiveModel};
use serde_json::json;

/// Writes down how each instalment is settled: what is written off is not owed any more, what is still owed falls due on
/// its new day (on a day off, the next working day) and is reminded of by that.
pub(crate) async fn settle_instalments(
    write: &Write,
    by: &By,
    contract: &contract::Model,
    (settled, on): (Vec<Settled>, NaiveDate),
) -> Result<(), DbErr> {
    let calendar = calendar::read(write.on()).await?;
    for settled in settled {
        let row = settlement::Model {
            instalment_id: settled.instalment.id,
            contract_id: contract.id,
            written_off_minor: settled.written_off.minor(),
            reason: settled.reason.clone(),
            settled_on: on,
        };
        settlement::Entity::insert(row.into_active_model()).exec_without_returning(write.on()).await?;
        let due = settled.still_owed.map(|(_, owed_by)| (owed_by, calendar.on_or_after(owed_by)));
        tell(write, by, (&settled, due)).await?;
        match due {
            Some((agreed_due_on, due_on)) => {
                let change = ActiveModel {
                    id: Set(settled.instalment.id),
                    agreed_due_on: Set(agreed_due_on),
                    due_on: Set(due_on),
                    due_event: Set(None),
                    ..ActiveModel::default()
                };
                instalment::Entity::update(change).exec(write.on()).await?;
                let subject = Subject::of(contract, (ReminderKind::Payment, settled.instalment.id.0), due_on);
                arm_anew(write, by.now, &subject).await?;
            }
            None => settle(write, by.now, ReminderKind::Payment, settled.instalment.id.0).await?,
        }
    }
    Ok(())
}

async fn tell(write: &Write, by: &By, (settled, due): (&Settled, Option<(NaiveDate, NaiveDate)>)) -> Result<(), DbErr> {
    let before = &settled.instalment;
    let fact = Fact {
        chain: Chain::Dossier(before.contract_id),
        action: "instalment.settled",
        subject: ("instalment", before.id.0),
        before: json!({ "agreedDueOn": before.agreed_due_on, "dueOn": before.due_on }),
        after: json!({
            "writtenOffMinor": settled.written_off.minor(),
            "stillOwedMinor": settled.still_owed.map(|(sum, _)| sum.minor()),
            "agreedDueOn": due.map(|(agreed, _)| agreed),
            "dueOn": due.map(|(_, due_on)| due_on),
        }),
        reason: settled.reason.as_deref(),
    };
    audit::record(write, &by.actor, by.now, fact).await
}
