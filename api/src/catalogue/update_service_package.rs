//! `updateServicePackage`.

use async_graphql::{Context, ID, InputObject, SimpleObject};
use entity::access::Permission;
use entity::catalogue::record_package;
use entity::value::id::ServicePackageId;

use super::object::{SERVICE_PACKAGE, ServicePackage};
use super::package_input::PackageDetailsInput;
use crate::desk::AtDesk;
use crate::error::ApiError;

/// A package as it is to be from now on; contracts keep what they were made of.
#[derive(InputObject)]
pub struct UpdateServicePackageInput {
    /// Which one.
    pub service_package_id: ID,
    /// The version you saw; CONFLICT when it is another by now.
    pub expected_version: Option<i64>,
    /// All that is known of it.
    #[graphql(flatten)]
    pub details: PackageDetailsInput,
}

/// The package that was changed.
#[derive(SimpleObject)]
pub struct UpdateServicePackagePayload {
    /// As it is now.
    pub service_package: ServicePackage,
}

/// Changes a package. Admins do.
pub async fn run(ctx: &Context<'_>, input: UpdateServicePackageInput) -> Result<UpdateServicePackagePayload, ApiError> {
    let desk = ctx.desk()?.may(Permission::Administer)?;
    let id = SERVICE_PACKAGE.decode(&input.service_package_id).map(ServicePackageId).ok_or(ApiError::NotFound)?;
    let which = (id, input.expected_version);
    let details = input.details.into();
    let row = desk.write(async |write| record_package::change_package(write, &desk.by, which, &details).await).await?;
    Ok(UpdateServicePackagePayload { service_package: ServicePackage(row) })
}
