//! Who asks for a change, and at which moment: what every record is handed besides its input.

use super::{Actor, Viewer};
use crate::calendar::zone::{PROVIDER_ZONE, day_of};
use crate::clock::Instant;
use chrono::NaiveDate;

/// By whom and when something is done.
#[derive(Clone, Debug)]
pub struct By {
    /// What they may see; records find nothing else.
    pub viewer: Viewer,
    /// Who stands in the audit trail.
    pub actor: Actor,
    /// The moment, by the business clock.
    pub now: Instant,
}

impl By {
    /// A duty of the worker, or a command of the installation.
    pub fn system(now: Instant) -> Self {
        Self { viewer: Viewer::System, actor: Actor::system(), now }
    }

    /// The day it is for the provider, in whose zone every contractual date is meant.
    pub fn today(&self) -> NaiveDate {
        day_of(self.now, PROVIDER_ZONE)
    }
}
