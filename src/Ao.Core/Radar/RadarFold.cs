using Ao.Journal;
using Facts = Ao.Radar.RadarFacts;

namespace Ao.Radar;

/// <summary>Folds facts about collisions: a pure function.</summary>
internal static class RadarFold
{
    public static RadarState Apply(RadarState state, Fact fact, object body)
    {
        var next = state with { Version = fact.Version };
        return body switch
        {
            Facts.Collided collided => With(next, collided.Earlier, collided.Later, pair => pair with
            {
                IsColliding = true,
                Since = pair.IsColliding ? pair.Since : fact.At,
                Files = collided.Files,
                Told = pair.Told.AddRange(collided.Told),
                Noticed = collided.Notice is null ? pair.Noticed : pair.Noticed.Union(collided.Files.Select(static file => file.Path)),
                Notice = collided.Notice ?? pair.Notice,
                Notices = pair.Notices + (collided.Notice is null ? 0 : 1),
            }),
            Facts.Parted parted => With(next, parted.Earlier, parted.Later, static pair => pair with { IsColliding = false, Files = [] }),
            Facts.Settled settled => next with { Pairs = next.Pairs.RemoveAll(pair => pair.Earlier == settled.Earlier && pair.Later == settled.Later) },
            _ => next,
        };
    }

    private static RadarState With(RadarState state, SessionId earlier, SessionId later, Func<RadarPair, RadarPair> change)
    {
        var known = state.Find(earlier, later);
        var pair = change(known ?? new RadarPair { Earlier = earlier, Later = later });
        return state with { Pairs = known is null ? state.Pairs.Add(pair) : state.Pairs.Replace(known, pair) };
    }
}
