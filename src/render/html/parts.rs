//! The page's own style and script: small hand-kept files, one a concern, joined into one of each.
//!
//! A view of its own (`templates/report/<view>.js`) adds itself to `VIEWS` and is named here, before `start.js`.

/// The style sheet.
pub(super) const STYLE: &str = concat!(
    include_str!("../../../templates/report/base.css"),
    include_str!("../../../templates/report/overview.css"),
    include_str!("../../../templates/report/measures.css"),
    include_str!("../../../templates/report/biography.css"),
    include_str!("../../../templates/report/reading.css"),
    include_str!("../../../templates/report/review.css"),
    include_str!("../../../templates/report/figures.css"),
    include_str!("../../../templates/report/narrow.css"),
    include_str!("../../../templates/report/print.css"),
);

/// The script: one closure, strict, no globals; it waits for nothing but data that must be unpacked.
pub(super) const SCRIPT: &str = concat!(
    "(async () => {\n'use strict';\n",
    include_str!("../../../templates/report/elements.js"),
    include_str!("../../../templates/report/words.js"),
    include_str!("../../../templates/report/data.js"),
    include_str!("../../../templates/report/address.js"),
    include_str!("../../../templates/report/parts.js"),
    include_str!("../../../templates/report/overview.js"),
    include_str!("../../../templates/report/measures.js"),
    include_str!("../../../templates/report/biography.js"),
    include_str!("../../../templates/report/reading.js"),
    include_str!("../../../templates/report/table.js"),
    include_str!("../../../templates/report/figures.js"),
    include_str!("../../../templates/report/decisions.js"),
    include_str!("../../../templates/report/review.js"),
    include_str!("../../../templates/report/start.js"),
    "})();\n",
);
