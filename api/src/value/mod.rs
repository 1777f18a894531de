//! How values look in GraphQL: ids, money, pages.

mod money;
mod node_id;
mod page;

pub use money::{CurrencyCode, MoneyObject};
pub use node_id::NodeId;
pub use page::{PageInput, Total, connection};
