//! The reminders of all a contract owes; and the end of all reminders of one that is over, and of what authorities asked for
//! under it.

use crate::access::{By, Viewer};
use crate::billing::owed::owed;
use crate::contract::contract;
use crate::database::Write;
use crate::reminder::record::{Subject, arm, settle};
use crate::reminder::{self, ReminderKind};
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

/// Puts a clock on every instalment of which something is owed and that awaits no event.
pub(super) async fn remind_of_what_is_owed(write: &Write, by: &By, contract: &contract::Model) -> Result<(), DbErr> {
    for owed in owed(write.on(), Viewer::System, vec![contract.id]).await? {
        if owed.outstanding.is_positive() && owed.instalment.awaited().is_none() {
            let subject = Subject::of(contract, (ReminderKind::Payment, owed.instalment.id.0), owed.instalment.due_on);
            arm(write, by.now, &subject).await?;
        }
    }
    Ok(())
}
