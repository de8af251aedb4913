using Ao.Radar;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Radar;

/// <summary>What is done about two sessions that may collide.</summary>
public sealed class RadarDecisionTests
{
    private static readonly SessionId s_earlier = new("shop", 1);
    private static readonly SessionId s_later = new("shop", 2);

    /// <summary>A row: what is known (colliding <c>!</c> or parted <c>-</c> in files, told session:files), either session (live <c>l</c>, deaf <c>d</c>, proposed <c>p</c>, over <c>x</c>), what is seen, and what is done.</summary>
    [Theory]
    [InlineData("nothing is known of them, they can be merged", "", "l", "l", "", "None")]
    [InlineData("what could not be seen says nothing", "!a 1:a 2:a", "l", "l", "?", "None")]
    [InlineData("both are told", "", "l", "l", "a", "Collide 1:a 2:a")]
    [InlineData("both were told", "!a 1:a 2:a", "l", "l", "a", "None")]
    [InlineData("they collide in more: of that both are told", "!a 1:a 2:a", "l", "l", "a b", "Collide 1:b 2:b")]
    [InlineData("they collide in less: it is written down", "!a,b 1:a,b 2:a,b", "l", "l", "a", "Collide")]
    [InlineData("they collide no more", "!a 1:a 2:a", "l", "l", "", "Part")]
    [InlineData("they have parted, and it stays so", "- 1:a 2:a", "l", "l", "", "None")]
    [InlineData("they collide again in the same: nobody is told", "- 1:a 2:a", "l", "l", "a", "Collide")]
    [InlineData("one takes no messages: the other is told", "", "d", "l", "a", "Collide 2:a")]
    [InlineData("neither takes messages: it is written down", "", "d", "d", "a", "Collide")]
    [InlineData("neither takes messages, and it is written down", "!a", "d", "d", "a", "None")]
    [InlineData("one takes messages by now", "!a 2:a", "l", "l", "a", "Collide 1:a")]
    [InlineData("one has proposed: the other is told", "", "p", "l", "a", "Collide 2:a")]
    [InlineData("both have proposed all the same: people are told", "!a 1:a 2:a", "p", "p", "a", "Collide people")]
    [InlineData("people were told", "!a 1:a 2:a people:a", "p", "p", "a", "None")]
    [InlineData("people were told of less", "!a 1:a 2:a people:a", "p", "p", "a b", "Collide people")]
    [InlineData("people were told, and it came again", "- 1:a 2:a people:a", "p", "p", "a", "Collide")]
    [InlineData("one is over", "!a 1:a 2:a", "x", "l", "a", "Settle")]
    [InlineData("one is over, and nothing was known", "", "x", "l", "a", "None")]
    [InlineData("one is over, which is known whatever is seen", "- 1:a", "l", "x", "?", "Settle")]
    public void Next_Table(string when, string known, string earlier, string later, string seen, string expected)
    {
        var choice = RadarDecision.Next(PairOf(known), SubjectOf(s_earlier, earlier), SubjectOf(s_later, later), SightOf(seen));

        var shown = string.Join(' ', [choice.Action.ToString(), .. choice.Tell.Select(static told => $"{told.Session.Number}:{string.Join(',', told.Files.Select(static file => file.Path))}"), .. choice.TellsPeople ? ["people"] : Array.Empty<string>()]);
        Assert.True(expected == shown, $"{when}: {shown}");
    }

    [Fact]
    public void Next_OneThatWritesWithoutEnd_IsToldOfNoMoreThanTheLimit()
    {
        var pair = PairOf("!a")!;
        for (var number = 0; number < RadarDecision.MaxTellings; number++)
        {
            pair = pair with { Told = pair.Told.Add(new RadarTold(s_later, $"m{number}", [$"f{number}"])) };
        }

        var choice = RadarDecision.Next(pair, SubjectOf(s_earlier, "d"), SubjectOf(s_later, "l"), SightOf("a b c"));

        Assert.Equal((RadarAction.Collide, 0), (choice.Action, choice.Tell.Count));
    }

    /// <summary>Whatever comes and goes: nobody is told of a file twice, everybody who can be is told of what stands, and what is written down is what was seen.</summary>
    [Property]
    public bool Next_AnyCourse_TellsEachFileOnceAndAllThatStands((byte Files, byte Earlier, byte Later)[] course)
    {
        RadarPair? pair = null;
        var told = new HashSet<(SessionId, string)>();
        foreach (var (files, one, other) in course)
        {
            var seen = string.Join(' ', Enumerable.Range(0, 3).Where(bit => (files & (1 << bit)) != 0).Select(static bit => $"f{bit}"));
            var subjects = new[] { SubjectOf(s_earlier, "ldp"[one % 3].ToString())!, SubjectOf(s_later, "ldp"[other % 3].ToString())! };
            var choice = RadarDecision.Next(pair, subjects[0], subjects[1], SightOf(seen));
            foreach (var (session, news) in choice.Tell)
            {
                if (news.Any(file => !told.Add((session, file.Path))))
                {
                    return false;
                }
            }

            pair = Fold(pair, choice);
            var standing = seen.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (subjects.Where(static subject => subject.CanBeTold).Any(subject => standing.Any(path => !told.Contains((subject.Session, path))))
                || (pair?.IsColliding ?? false) != standing.Length > 0
                || !standing.Order().SequenceEqual((pair is { IsColliding: true } ? pair.Files : []).Select(static file => file.Path).Order())
                || RadarDecision.Next(pair, subjects[0], subjects[1], SightOf(seen)).Action != RadarAction.None)
            {
                return false;
            }
        }

        return true;
    }

    private static RadarPair? Fold(RadarPair? pair, RadarChoice choice)
    {
        object? body = choice.Action switch
        {
            RadarAction.Collide => new RadarFacts.Collided(s_earlier, s_later, "a", "b", choice.Files, [.. choice.Tell.Select(static told => new RadarTold(told.Session, "m", [.. told.Files.Select(static file => file.Path)]))], choice.TellsPeople ? new OperationKey("x/notice") : null),
            RadarAction.Part => new RadarFacts.Parted(s_earlier, s_later),
            _ => null,
        };
        if (body is null)
        {
            return pair;
        }

        var state = new RadarState { Project = new ProjectId("shop"), Pairs = pair is null ? [] : [pair] };
        var fact = new Ao.Journal.Fact { Position = 1, Stream = "radar/shop", Version = 1, Epoch = 1, Type = "x", Schema = 1, At = DateTimeOffset.UnixEpoch, Data = default };
        return Assert.Single(RadarFold.Apply(state, fact, body).Pairs);
    }

    private static RadarPair? PairOf(string known)
    {
        if (known.Length == 0)
        {
            return null;
        }

        var parts = known.Split(' ');
        var pair = new RadarPair { Earlier = s_earlier, Later = s_later, IsColliding = parts[0][0] == '!', Files = [.. parts[0][1..].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(FileOf)] };
        foreach (var part in parts[1..].Select(static part => part.Split(':')))
        {
            var paths = part[1].Split(',');
            pair = part[0] == "people" ? pair with { Noticed = [.. paths] } : pair with { Told = pair.Told.Add(new RadarTold(part[0] == "1" ? s_earlier : s_later, "m", paths)) };
        }

        return pair;
    }

    private static RadarSubject? SubjectOf(SessionId session, string mark) => mark == "x" ? null : new RadarSubject { Session = session, CanBeTold = mark == "l", HasProposed = mark == "p" };

    private static RadarSight SightOf(string seen) => seen == "?" ? RadarSight.Unknown : new RadarSight([.. seen.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(FileOf)]);

    private static RadarFile FileOf(string path) => new(path, [], []);
}
