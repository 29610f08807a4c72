import Model
import Storage

// The command line imports `Scanning` and not the rooms behind it; these are the values of theirs that it names.

public typealias ExplainedError = Explained
public typealias Family = Model.Family
public typealias Lead = Model.Lead
public typealias LeadQuery = Storage.LeadQuery
public typealias LeadStatus = Model.Lead.Status
public typealias Tier = Model.Tier
