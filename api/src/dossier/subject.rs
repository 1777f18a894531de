//! The global id of what an action or an entry is about.

use async_graphql::ID;
use entity::dossier::Subject;

use crate::acceptance::remaining_item::REMAINING_ITEM;
use crate::acceptance::round::ACCEPTANCE_ROUND;
use crate::billing::instalment::INSTALMENT;
use crate::billing::payment::PAYMENT;
use crate::billing::payment_request::PAYMENT_REQUEST;
use crate::contract::object::CONTRACT;
use crate::document::object::DOCUMENT;
use crate::inquiry::object::INQUIRY;
use crate::quote::object::QUOTE;
use crate::support::object::SUPPORT_TICKET;
use crate::warranty::claim::WARRANTY_CLAIM;
use crate::warranty::cover::WARRANTY_COVER;
use crate::workflow::item::WORK_ITEM;
use crate::workflow::plan::WORK_PLAN;
use crate::workflow::waiting::WORK_WAITING;

/// The id by which it is found, and named in commands.
pub fn global_id(subject: Subject) -> ID {
    match subject {
        Subject::AcceptanceRound(id) => ACCEPTANCE_ROUND.encode(id.0),
        Subject::Contract(id) => CONTRACT.encode(id.0),
        Subject::Document(id) => DOCUMENT.encode(id.0),
        Subject::Inquiry(id) => INQUIRY.encode(id.0),
        Subject::Instalment(id) => INSTALMENT.encode(id.0),
        Subject::Payment(id) => PAYMENT.encode(id.0),
        Subject::PaymentRequest(id) => PAYMENT_REQUEST.encode(id.0),
        Subject::Quote(id) => QUOTE.encode(id.0),
        Subject::RemainingItem(id) => REMAINING_ITEM.encode(id.0),
        Subject::SupportTicket(id) => SUPPORT_TICKET.encode(id.0),
        Subject::WarrantyClaim(id) => WARRANTY_CLAIM.encode(id.0),
        Subject::WarrantyCover(id) => WARRANTY_COVER.encode(id.0),
        Subject::WorkItem(id) => WORK_ITEM.encode(id.0),
        Subject::WorkPlan(id) => WORK_PLAN.encode(id.0),
        Subject::WorkWaiting(id) => WORK_WAITING.encode(id.0),
    }
}
