//! `updateIndustrialPark`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::party::record_park::{self, ParkInput};
use entity::value::id::ParkId;

use super::park::{IndustrialPark, PARK};
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A park as it is to be from now on.
#[derive(InputObject)]
pub struct UpdateIndustrialParkInput {
    /// Which one.
    pub industrial_park_id: ID,
    /// A short code: capital letters, digits and `-`; up to 20, unique.
    pub code: String,
    /// The name in Vietnamese.
    pub name_vi: String,
    /// The name in English.
    pub name_en: String,
    /// The province it lies in.
    pub province: String,
}

/// The park that was changed.
#[derive(SimpleObject)]
pub struct UpdateIndustrialParkPayload {
    /// As it is now.
    pub industrial_park: IndustrialPark,
}

/// Changes what is known of an industrial park. Staff do.
pub async fn run(ctx: &Context<'_>, input: UpdateIndustrialParkInput) -> Result<UpdateIndustrialParkPayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::KeepParties)?;
    let id = PARK.decode(&input.industrial_park_id).map(ParkId).ok_or(ApiError::NotFound)?;
    let park = ParkInput { code: input.code, name_vi: input.name_vi, name_en: input.name_en, province: input.province };
    let row = desk.write(async |write| record_park::change_park(write, &desk.by, id, park).await).await?;
    Ok(UpdateIndustrialParkPayload { industrial_park: IndustrialPark(row) })
}
