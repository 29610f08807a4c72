import Model

/// Leads for partners. Contacts are masked when a lead is made, so that no clear one can get here.
public enum LeadExport {
    /// The lead on a line, without the line feed.
    public static func line(_ lead: Lead) -> String { JSONLines.text(lead) }
}
