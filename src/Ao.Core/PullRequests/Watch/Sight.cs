using System.Security.Cryptography;
using System.Text.Json;
using Ao.Scm;

namespace Ao.PullRequests.Watch;

/// <summary>A pull request as one look has seen it.</summary>
/// <param name="Reading">What was read, bounded.</param>
/// <param name="Whole">The hash of all of it.</param>
/// <param name="Firm">The hash of what does not flicker: all but what checks and the forge's own reckoning say.</param>
internal sealed record Sight(PullRequestReading Reading, string Whole, string Firm)
{
    public static Sight Of(PullRequestReading reading)
    {
        var bound = ReadingBounds.Bound(reading);
        return new Sight(bound, Hash(bound), FirmOf(bound));
    }

    public static string FirmOf(PullRequestReading reading) =>
        Hash(reading with { Checks = null, BaseRevision = null, PullRequest = reading.PullRequest with { Mergeability = Mergeability.Unknown, Conflicts = [], Obstacles = [] } });

    private static string Hash(PullRequestReading reading) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reading, PullRequestFactsJson.Default.PullRequestReading)))[..32];
}
