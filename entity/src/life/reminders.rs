//! The end of all reminders of a contract that is over.

use crate::access::{By, Viewer};
use crate::database::Write;
use crate::reminder::{self, record::settle};
use crate::value::id::ContractId;
use sea_orm::DbErr;

/// Nothing of the contract is to be reminded of any more.
pub(super) async fn settle_all(write: &Write, by: &By, contract_id: ContractId) -> Result<(), DbErr> {
    for reminder in reminder::of_contracts(write.on(), Viewer::System, vec![contract_id]).await? {
        settle(write, by.now, reminder.kind, reminder.subject_id).await?;
    }
    Ok(())
}
