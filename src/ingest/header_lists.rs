//! Other names of columns that several tables have. Bars part them.

/// Columns, each with its other names parted by bars.
pub(crate) type Lists = &'static [(&'static str, &'static str)];

/// What a row of another table calls its practice.
pub(crate) const PRACTICE: &str = "practice|account_id|account_#|account_number|account_no|acct_#|acct_id|practice_#|\
          practice_number|practice_name|account|account_name|office|office_name|clinic|clinic_name|\
          client_id|customer_id|location_id|site_id|referring_practice|referring_practice_id|\
          referring_office|referring_provider_id|facility|facility_name|facility_id|company/account|company|company_name|account_name_text|referring_practice_name|referring_clinic|account/practice|related_to|record_id_company";

/// What a row of another table calls its liaison.
pub(crate) const LIAISON: &str = "liaison|rep|rep_id|rep_name|rep_#|representative|liaison_name|physician_liaison|prl|owner|\
          owner_id|owner_name|account_owner|assigned_to|assigned_user|user|user_id|employee|\
          employee_id|sales_rep|territory_manager|visited_by|created_by|who|company_owner|activity_owner|liaison_#|physician_relations|created_by_name";

/// What a row calls the latitude of its place.
pub(crate) const LAT: &str = "latitude|geo_lat|lat_dd|gps_lat|home_lat|office_lat|y|billing_latitude|shipping_latitude|\
          location_latitude|geocode_lat|geocode_latitude|map_lat|billing_lat|mailing_latitude";

/// What a row calls the longitude of its place.
pub(crate) const LON: &str = "longitude|lng|long|geo_lon|geo_long|geo_lng|lon_dd|gps_lon|gps_long|home_lon|home_long|\
          office_lon|x|billing_longitude|shipping_longitude|location_longitude|geocode_long|geocode_lon|geocode_lng|geocode_longitude|map_long|billing_long|mailing_longitude";

/// What a row calls the street of its place, or the whole address.
pub(crate) const ADDRESS: &str = "street|street_address|address_1|address_line_1|addr|addr_1|office_address|practice_address|\
          mailing_address|billing_street|shipping_street|full_address|location_address|billing_address|shipping_address|mailing_street|street_1|address_street|street_name";

/// What a row calls its city.
pub(crate) const CITY: &str =
    "town|city_name|office_city|billing_city|shipping_city|mailing_city|municipality";

/// What a row calls its state.
pub(crate) const STATE: &str = "st|state_code|province|billing_state|shipping_state|mailing_state|state/province|\
          region_code|billing_state/province|shipping_state/province|mailing_state/province|state/region|region|st/prov";

/// What a row calls its ZIP code.
pub(crate) const ZIP: &str = "zip_code|zipcode|postal_code|zip_5|zip+4|zip/postal_code|postcode|postal|billing_zip|\
          shipping_zip|office_zip|mailing_zip|billing_postal_code|billing_zip/postal_code|shipping_zip/postal_code|mailing_zip/postal_code|mailing_postal_code|shipping_postal_code|zip/postal|practice_zip";
