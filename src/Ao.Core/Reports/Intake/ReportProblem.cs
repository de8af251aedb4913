namespace Ao.Reports;

/// <summary>What is wrong with a field of a report.</summary>
/// <param name="Field">The field, as agents write it.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ReportProblem(string Field, string Reason, string Remedy)
{
    public override string ToString() => $"{Field}: {Reason} {Remedy}";
}
