namespace Ao.Plugins.Convergence;

internal static class DiffLinesExtensions
{
    public static DiffLines EnumerateLinesOfDiff(this ReadOnlySpan<char> text) => new(text);
}
