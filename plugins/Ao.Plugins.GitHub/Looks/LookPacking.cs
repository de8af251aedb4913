namespace Ao.Plugins.GitHub.Looks;

/// <summary>Packs what is read into as few points as possible. Pure.</summary>
/// <remarks>GitHub counts the requests that it would make for the lists of a query, divides them by 100, rounds, and takes 1 at least. A query of 149 requests costs as much as one of 1.</remarks>
internal static class LookPacking
{
    /// <summary>How many are asked for their standing in one query.</summary>
    public const int MaxLight = 100;

    /// <summary>How many requests cost one point.</summary>
    public const int APoint = 149;

    /// <summary>How many ids one list of ids takes.</summary>
    public const int MaxIds = 100;

    private const int Lists = 3;
    private const int OfTalk = 3;
    private const int MostRecent = 20;

    public static int RequestsOf(int light, int checks, int talks, int recent) => Lists + light + checks + (talks * OfTalk) + (recent > 0 ? talks * (1 + recent) : 0);

    public static int PointsOf(int requests) => Math.Max(1, (int)Math.Round(requests / 100.0, MidpointRounding.AwayFromZero));

    /// <summary>Whether so many are read whole in one point, so that asking for their standing first saves nothing.</summary>
    public static bool FitsWhole(int count, int checks, int talks) => RequestsOf(0, checks + count, talks + count, 0) <= APoint;

    /// <summary>Packs what is read into queries, each of which costs one point.</summary>
    /// <param name="light">Ids of those whose standing is read.</param>
    /// <param name="checks">Ids of those whose checks are read.</param>
    /// <param name="talks">Ids of those whose reviews, threads and comments are read.</param>
    /// <param name="most">How many requests a query may have: fewer where GitHub was too slow.</param>
    public static IReadOnlyList<LookRequest> Pack(IEnumerable<string> light, IEnumerable<string> checks, IEnumerable<string> talks, int most = APoint)
    {
        var packed = new List<LookRequest>();
        var (someLight, someChecks, someTalks) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var (id, list, weight) in talks.Select(id => (id, 2, OfTalk)).Concat(checks.Select(static id => (id, 1, 1))).Concat(light.Select(static id => (id, 0, 1))))
        {
            var target = list switch { 0 => someLight, 1 => someChecks, _ => someTalks };
            if (target.Count == MaxIds || (someLight.Count + someChecks.Count + someTalks.Count > 0 && RequestsOf(someLight.Count, someChecks.Count, someTalks.Count, 0) + weight > most))
            {
                packed.Add(Request(someLight, someChecks, someTalks));
                (someLight, someChecks, someTalks) = ([], [], []);
                target = list switch { 0 => someLight, 1 => someChecks, _ => someTalks };
            }

            target.Add(id);
        }

        if (someLight.Count + someChecks.Count + someTalks.Count > 0)
        {
            packed.Add(Request(someLight, someChecks, someTalks));
        }

        return packed;
    }

    /// <summary>Fills what a point leaves over with the comments of the last threads, which saves asking for them.</summary>
    private static LookRequest Request(List<string> light, List<string> checks, List<string> talks)
    {
        var left = APoint - RequestsOf(light.Count, checks.Count, talks.Count, 0) - talks.Count;
        return new LookRequest(light, checks, talks, talks.Count == 0 ? 0 : Math.Clamp(left / talks.Count, 0, MostRecent));
    }
}
