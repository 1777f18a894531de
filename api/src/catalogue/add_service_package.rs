//! `addServicePackage`.

use async_graphql::{Context, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::record_package;

use super::object::ServicePackage;
use super::package_input::PackageDetailsInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A package to offer.
#[derive(InputObject)]
pub struct AddServicePackageInput {
    /// What is known of it.
    #[graphql(flatten)]
    pub details: PackageDetailsInput,
}

/// The package that was added.
#[derive(SimpleObject)]
pub struct AddServicePackagePayload {
    /// As it is now.
    pub service_package: ServicePackage,
}

/// Puts a package on offer (P1). Admins do.
pub async fn run(ctx: &Context<'_>, input: AddServicePackageInput) -> Result<AddServicePackagePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let details = input.details.into();
    let row = desk.write(async |write| record_package::add_package(write, &desk.by, &details).await).await?;
    Ok(AddServicePackagePayload { service_package: ServicePackage(row) })
}
