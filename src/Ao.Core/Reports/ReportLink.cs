using Ao.Consents;

namespace Ao.Reports;

/// <summary>The statement that a report is of the same problem as another one, its head. It can be withdrawn; neither report is changed by it.</summary>
public sealed record ReportLink
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the report that stands for the problem. It is linked to no other one.</summary>
    public required string Head { get; init; }

    /// <summary>Gets how the two belong together.</summary>
    public required ReportLinkRelation Relation { get; init; }

    /// <summary>Gets why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets how sure that is, from 0 to 1, where it was estimated.</summary>
    public double? Probability { get; init; }

    /// <summary>Gets the operator who said so, or <see langword="null"/> where the host did.</summary>
    public Operator? By { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the operator who has withdrawn it, where one has.</summary>
    public Operator? WithdrawnBy { get; init; }
}
