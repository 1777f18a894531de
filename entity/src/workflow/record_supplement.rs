//! Record: what an authority asks for more stands before staff (S4).

use super::authority_step::Model;
use super::filing::StepKind;
use super::work_item;
use crate::access::{By, Viewer};
use crate::contract::contract;
use crate::database::Write;
use crate::refusal::Words;
use crate::task::{self, Kind, record::Task};
use crate::value::id::{ContractId, WorkItemId};
use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

/// What is asked for stands before staff until it is handed in.
pub(super) async fn put_before_staff(
    write: &Write,
    by: &By,
    (contract, item): (&contract::Model, &work_item::Model),
    row: &Model,
) -> Result<(), DbErr> {
    let kind = Kind::SupplementAsked;
    match row.kind {
        StepKind::SupplementAsked => {
            let (reference, number) = (&contract.reference, item.number);
            let asked = row.note.as_deref().unwrap_or_default();
            let detail = Words::new(
                format!("Công việc số {number} của hợp đồng {reference} – {}. Cơ quan yêu cầu: {asked}", item.name_vi),
                format!("Item {number} of contract {reference} – {}. The authority asks: {asked}", item.name_en),
            );
            let (key, subject_id) = (format!("{kind:?}:{}", row.id), Some(item.id.0));
            task::record::raise(write, by.now, Task { kind, key, contract_id: Some(contract.id), subject_id, detail })
                .await
        }
        StepKind::Submitted => {
            let resolution = "Đã nộp bổ sung. / It was submitted.";
            task::record::resolve_by_itself(write, by.now, (kind, item.id.0), resolution).await
        }
        StepKind::Appointed | StepKind::Granted | StepKind::Refused => Ok(()),
    }
}

/// The task goes over to the item of a later version.
pub(super) async fn carry(write: &Write, (before, after): (WorkItemId, WorkItemId)) -> Result<(), DbErr> {
    let change = task::ActiveModel { subject_id: Set(Some(after.0)), ..task::ActiveModel::default() };
    let of_before = task::Entity::update_many().set(change).filter(task::Column::SubjectId.eq(before.0));
    of_before.filter(task::Column::Kind.eq(Kind::SupplementAsked)).exec(write.on()).await?;
    Ok(())
}

/// Nothing is to be handed in any more: the contract is over.
pub(crate) async fn give_up(write: &Write, by: &By, contract_id: ContractId) -> Result<(), DbErr> {
    for item in work_item::of_contracts(write.on(), Viewer::System, vec![contract_id]).await? {
        let about = (Kind::SupplementAsked, item.id.0);
        task::record::resolve_by_itself(write, by.now, about, "Hợp đồng đã kết thúc. / The contract is over.").await?;
    }
    Ok(())
}
