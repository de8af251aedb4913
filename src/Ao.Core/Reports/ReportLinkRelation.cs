namespace Ao.Reports;

/// <summary>How two reports belong together.</summary>
public enum ReportLinkRelation
{
    /// <summary>It is the same report once more: the same content, apart from times, numbers and ids.</summary>
    SameReport,

    /// <summary>It is the same problem, reported by another session in much the same words.</summary>
    SameProblem,

    /// <summary>An operator says that it is a duplicate.</summary>
    Duplicate,
}
