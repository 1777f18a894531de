//! Records: the queue's only writers.

mod claim;
mod ending;
mod enqueue;
mod finish;
mod moment;
mod prune;
mod steer;
mod steer_kind;
mod tick;

pub use claim::{Claim, claim, renew};
pub use ending::End;
pub use enqueue::{CHANNEL, Enqueue, enqueue};
pub use finish::{Finish, finish, recover};
pub use prune::{KEPT, over_before, prune};
pub use steer::{RunNow, cancel, retry, run_now};
pub use steer_kind::{ChangeSchedule, change_schedule, pause_kind, resume_kind};
pub use tick::tick;
