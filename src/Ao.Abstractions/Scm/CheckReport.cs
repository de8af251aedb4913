namespace Ao.Scm;

/// <summary>What the checks say of one revision.</summary>
/// <param name="Revision">The revision that was checked.</param>
/// <param name="Checks">The checks.</param>
public sealed record CheckReport(string Revision, IReadOnlyList<Check> Checks)
{
    /// <summary>Gets the overall state: none when there is no check, failed when one failed, pending when one is, passed otherwise.</summary>
    public CheckState State =>
        Checks.Count == 0 ? CheckState.None
        : Checks.Any(check => check.State == CheckState.Failed) ? CheckState.Failed
        : Checks.Any(check => check.State != CheckState.Passed) ? CheckState.Pending
        : CheckState.Passed;
}
