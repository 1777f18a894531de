//! VAT as clients see it.

use async_graphql::{Enum, ID, Object};
use entity::catalogue::vat::VatCategory;
use entity::catalogue::vat_rate;

use crate::value::{Day, NodeId};

/// Ids of VAT rates.
pub const VAT_RATE: NodeId = NodeId("VatRate");

/// How a service is taxed.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "VatCategory", remote = "VatCategory")]
pub enum VatCategoryName {
    /// The general rate.
    Standard,
    /// The general rate while it is lowered by resolution.
    Reduced,
    /// Five percent.
    FivePercent,
    /// Taxed at nothing, as services to export processing enterprises are.
    Zero,
    /// Not subject to the tax (KCT).
    Exempt,
    /// Neither declared nor paid (KKKNT).
    NotDeclared,
}

/// A VAT rate and the days it holds.
#[derive(Clone, Debug)]
pub struct VatRate(pub vat_rate::Model);

/// A VAT rate and the days it holds.
#[Object]
impl VatRate {
    /// Opaque global id.
    async fn id(&self) -> ID {
        VAT_RATE.encode(self.0.id.0)
    }

    /// The category it is for.
    async fn category(&self) -> VatCategoryName {
        self.0.category.into()
    }

    /// The rate in basis points: 800 is 8 %.
    async fn rate_basis_points(&self) -> i32 {
        self.0.rate_basis_points
    }

    /// The first day it holds.
    async fn valid_from(&self) -> Day {
        self.0.valid_from.into()
    }

    /// The last day it holds; null while no end is known.
    async fn valid_to(&self) -> Option<Day> {
        self.0.valid_to.map(Day)
    }
}
