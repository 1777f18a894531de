//! How values look in GraphQL: ids, days, money, pages; and how what hangs on a page is read.

mod day;
mod money;
mod node_id;
mod page;
mod relation;

pub use day::{Day, moment};
pub use money::{CurrencyCode, MoneyObject};
pub use node_id::NodeId;
pub use page::{PageInput, Total, connection};
pub use relation::Relation;
