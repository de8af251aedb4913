namespace Ao.Plugins.GitHub.Looks;

/// <summary>What one query reads.</summary>
/// <param name="Light">Ids of those whose standing is read.</param>
/// <param name="Checks">Ids of those whose checks are read.</param>
/// <param name="Talks">Ids of those whose reviews, threads and comments are read.</param>
/// <param name="Recent">Of how many of the last threads the comments come along.</param>
internal sealed record LookRequest(IReadOnlyList<string> Light, IReadOnlyList<string> Checks, IReadOnlyList<string> Talks, int Recent)
{
    /// <summary>Gets what GitHub's formula makes of it.</summary>
    public int Points => LookPacking.PointsOf(LookPacking.RequestsOf(Light.Count, Checks.Count, Talks.Count, Recent));
}
