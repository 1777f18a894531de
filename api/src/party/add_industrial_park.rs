//! `addIndustrialPark`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::party::record_park::{self, ParkInput};

use super::park::IndustrialPark;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A park to enter.
#[derive(InputObject)]
pub struct AddIndustrialParkInput {
    /// A short code: capital letters, digits and `-`; up to 20, unique.
    pub code: String,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// The province it lies in.
    pub province: String,
}

/// The park that was entered.
#[derive(SimpleObject)]
pub struct AddIndustrialParkPayload {
    /// As it is now.
    pub industrial_park: IndustrialPark,
}

/// Enters an industrial park. Staff do.
pub async fn run(ctx: &Context<'_>, input: AddIndustrialParkInput) -> Result<AddIndustrialParkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepParties)?;
    let park = ParkInput { code: input.code, name_vi: input.name_vi, name_en: input.name_en, province: input.province };
    let row = desk.write(async |write| record_park::add_park(write, &desk.by, park).await).await?;
    Ok(AddIndustrialParkPayload { industrial_park: IndustrialPark(row) })
}
