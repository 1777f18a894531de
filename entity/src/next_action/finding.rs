//! Finder: what somebody has to do, over everything they may see.

use super::action::NextAction;
use super::rule::of_dossier;
use super::{selling, urgency};
use crate::access::Viewer;
use crate::calendar;
use crate::clock::Instant;
use crate::contract::filter;
use crate::dossier::{self, AsOf};
use crate::inquiry::inquiry;
use sea_orm::{ConnectionTrait, DbErr};

/// How many contracts are looked at, the newest first: those that are not over, or of which something is owed.
pub const MOST_CONTRACTS: u64 = 1_000;

/// How many open inquiries are looked at, the newest first.
pub const MOST_INQUIRIES: u64 = 1_000;

/// What the viewer has to do, the most urgent first: under the newest [`MOST_CONTRACTS`] contracts and on the newest
/// [`MOST_INQUIRIES`] inquiries that are theirs to see. The same statements however many these are.
pub async fn of_viewer(
    connection: &impl ConnectionTrait,
    viewer: Viewer,
    now: Instant,
) -> Result<Vec<NextAction>, DbErr> {
    let calendar = calendar::read(connection).await?;
    let as_of = AsOf::moment(now, &calendar);
    let inquiries = inquiry::newest_open(connection, viewer, MOST_INQUIRIES).await?;
    let origins = dossier::origins_of(connection, viewer, inquiries).await?;
    let contracts = filter::newest_open(connection, viewer, MOST_CONTRACTS).await?;
    let dossiers = dossier::of_contracts(connection, viewer, &contracts).await?;
    let mut actions: Vec<NextAction> =
        origins.iter().flat_map(|origin| selling::of_origin(origin, viewer, &as_of)).collect();
    actions.extend(dossiers.iter().flat_map(|dossier| of_dossier(dossier, viewer, &as_of)));
    urgency::sort(&mut actions);
    Ok(actions)
}
