//! An industrial park as clients see it.

use async_graphql::{Context, ID, Object};
use entity::party::industrial_park;

use crate::desk::AtDesk;
use crate::error::ApiError;
use crate::value::NodeId;

/// Ids of industrial parks.
pub const PARK: NodeId = NodeId("IndustrialPark");

/// An industrial park ("khu công nghiệp"), where customers have their plots.
#[derive(Clone, Debug)]
pub struct IndustrialPark(pub industrial_park::Model);

/// An industrial park ("khu công nghiệp"), where customers have their plots.
#[Object]
impl IndustrialPark {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        PARK.encode(self.0.id.0)
    }

    /// A short code, such as `VSIP-BN`.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The name in the viewer's language.
    async fn name(&self, ctx: &Context<'_>) -> Result<&str, ApiError> {
        Ok(ctx.desk()?.in_language(&self.0.name_vi, &self.0.name_en))
    }

    /// The name in Vietnamese.
    async fn name_vi(&self) -> &str {
        &self.0.name_vi
    }

    /// The name in English.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// The province it lies in.
    async fn province(&self) -> &str {
        &self.0.province
    }
}
