//! Table: a round of acceptance: a report that the work is done, and what the customer said to it (S5, S6).

use super::round_state::{Manner, RoundState};
use crate::access::{Viewer, person};
use crate::contract::contract;
use crate::contract::lifecycle::Lifecycle;
use crate::contract::scope::of_visible;
use crate::value::id::{AcceptanceRoundId, ContractId, DocumentId, PersonId};
use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, QueryTrait};

/// One round; at most one of a contract waits for its answer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "acceptance_round")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AcceptanceRoundId,
    /// Of which contract.
    pub contract_id: ContractId,
    /// From 1.
    pub number: i32,
    /// The completion report that is accepted or not.
    pub report_id: DocumentId,
    /// Where it stands.
    pub state: RoundState,
    /// When the work was done.
    pub finished_on: NaiveDate,
    /// When acceptance was asked for: from then on the term counts.
    pub asked_on: NaiveDate,
    /// The day by whose end the customer is asked to answer; it moves on by the days on which the contract rests.
    pub answer_by_on: NaiveDate,
    /// Whether silence until then is acceptance, as the contract says.
    pub silence_accepts: bool,
    /// How it was answered.
    pub manner: Option<Manner>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// Who answered it, or entered the answer given on paper; `None` for silence.
    pub answered_by: Option<PersonId>,
    /// Who signed which paper, where staff entered the answer.
    pub paper: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// SHA-256 of the report that was answered, in hexadecimal.
    pub report_sha256: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// One round, if the viewer may see its contract.
pub async fn find(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    id: AcceptanceRoundId,
) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(of_visible(viewer, Column::ContractId)).one(connection).await
}

/// The rounds of several contracts, the first one first, as far as the viewer may see these.
pub async fn of_contracts(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .order_by_asc(Column::ContractId)
        .order_by_asc(Column::Number)
        .all(connection)
        .await
}

/// Several rounds by their ids, as far as the viewer may see them.
pub async fn find_all(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    ids: Vec<AcceptanceRoundId>,
) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Id.is_in(ids)).filter(of_visible(viewer, Column::ContractId)).all(connection).await
}

/// Who answered the rounds of several contracts, by name, as far as the viewer may see these.
pub async fn people_of(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    contract_ids: Vec<ContractId>,
) -> Result<Vec<(PersonId, String)>, DbErr> {
    let answerers = Entity::find()
        .select_only()
        .column(Column::AnsweredBy)
        .filter(Column::AnsweredBy.is_not_null())
        .filter(Column::ContractId.is_in(contract_ids))
        .filter(of_visible(viewer, Column::ContractId))
        .into_query();
    person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Name)
        .filter(person::Column::Id.in_subquery(answerers))
        .into_tuple()
        .all(connection)
        .await
}

/// The newest round of a contract.
pub async fn newest(connection: &impl ConnectionTrait, contract_id: ContractId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ContractId.eq(contract_id)).order_by_desc(Column::Number).one(connection).await
}

/// The round that goes by a report, if there is one.
pub async fn of_report(connection: &impl ConnectionTrait, id: DocumentId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::ReportId.eq(id)).one(connection).await
}

/// Rounds without an answer whose day to answer lies before a day, `limit` at most, after the `(day, id)` given.
pub async fn unanswered_before(
    connection: &impl ConnectionTrait,
    today: NaiveDate,
    (after, limit): (Option<(NaiveDate, AcceptanceRoundId)>, u64),
) -> Result<Vec<Model>, DbErr> {
    let mut cursor = Entity::find()
        .filter(is_waited_for())
        .filter(Column::AnswerByOn.lt(today))
        .cursor_by((Column::AnswerByOn, Column::Id));
    if let Some(position) = after {
        cursor.after(position);
    }
    cursor.first(limit).all(connection).await
}

/// The earliest day from `today` on by whose end a round without an answer is to be answered.
pub async fn next_answer_by(connection: &impl ConnectionTrait, today: NaiveDate) -> Result<Option<NaiveDate>, DbErr> {
    Entity::find()
        .select_only()
        .column_as(Column::AnswerByOn.min(), "next")
        .filter(is_waited_for())
        .filter(Column::AnswerByOn.gte(today))
        .into_tuple::<Option<NaiveDate>>()
        .one(connection)
        .await
        .map(Option::flatten)
}

/// Nobody answers any more under a contract that has ended meanwhile.
fn is_waited_for() -> Condition {
    let finished = contract::Entity::find()
        .select_only()
        .column(contract::Column::Id)
        .filter(contract::Column::State.eq(Lifecycle::Finished))
        .into_query();
    Condition::all().add(Column::State.eq(RoundState::Asked)).add(Column::ContractId.in_subquery(finished))
}
