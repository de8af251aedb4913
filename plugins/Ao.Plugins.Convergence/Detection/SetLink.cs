namespace Ao.Plugins.Convergence;

/// <summary>Two answers that are alike and were given apart.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Best">The most alike units of the two.</param>
/// <param name="Confidence">How sure it is that they answer one problem, each by itself.</param>
/// <param name="Reports">How alike the reports are that they resolve, from 0 to 1.</param>
internal sealed record SetLink(CopySet First, CopySet Second, UnitLink Best, double Confidence, double Reports)
{
    public CopySet Other(CopySet set) => ReferenceEquals(set, First) ? Second : First;
}
