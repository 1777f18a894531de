//! The end of all reminders of a contract that is over, and of what authorities asked for under it.

use crate::access::{By, Viewer};
use crate::database::Write;
use crate::reminder::{self, record::settle};
use crate::value::id::ContractId;
use crate::workflow::record_supplement::give_up;
use sea_orm::DbErr;

/// Nothing of the contract is to be reminded of any more.
pub(super) async fn settle_all(write: &Write, by: &By, contract_id: ContractId) -> Result<(), DbErr> {
    for reminder in reminder::of_contracts(write.on(), Viewer::System, vec![contract_id]).await? {
        settle(write, by.now, reminder.kind, reminder.subject_id).await?;
    }
    give_up(write, by, contract_id).await
}
