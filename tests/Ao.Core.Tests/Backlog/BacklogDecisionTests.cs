using Ao.Backlog;
using Ao.Configuration;
using Ao.Trackers;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Backlog;

/// <summary>Which issues are begun and what the others wait for, one row for each case.</summary>
public sealed class BacklogDecisionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1", "1:Next")]
    [InlineData("2 1 3", "1:Next 2:Next 3:Next")]
    [InlineData("1 2 3 4", "1:Next 2:Next 3:Next 4:Waiting(Backlog:MaxSessions)")]
    [InlineData("1 2!low 3!high", "3:Next 1:Next 2:Next")]
    [InlineData("1>2 2", "1:Waiting(#2, which is open) 2:Next")]
    [InlineData("1>9", "1:Waiting(does not have)")]
    [InlineData("1>8", "1:Next")]
    [InlineData("1>7", "1:Waiting(#7, which is open)")]
    [InlineData("1>1", "1:Waiting(depends on itself)")]
    [InlineData("1>2 2>1 3>1 4", "1:Waiting(#1 -> #2 -> #1) 2:Waiting(#2 -> #1 -> #2) 3:Waiting(#1, which is open) 4:Next")]
    [InlineData("1@elsewhere 2", "1:Waiting(claimed by elsewhere) 2:Next")]
    [InlineData("1!large", "1:Waiting(needs to be broken down)")]
    public void Decide_Issues_BeginsWhatIsReady(string issues, string expected)
    {
        var decided = BacklogDecision.Decide(View(issues), new BacklogOptions(), s_now);

        AssertAre(expected, decided);
    }

    [Theory]
    [InlineData("", "1:Next", true)]
    [InlineData("<!-- ao:depth:1 -->", "1:Next", true)]
    [InlineData("<!-- ao:depth:2 -->", "1:Waiting(lies 2 deep)", true)]
    public void Decide_LargeIssue_IsBrokenDownUpToADepth(string body, string expected, bool breaksDown)
    {
        var view = View("1!large") with { Issues = [Issue("1", "ao:large") with { Body = body }] };

        var decided = BacklogDecision.Decide(view, new BacklogOptions { BreakDown = new BreakDownOptions { Enabled = true } }, s_now);

        AssertAre(expected, decided);
        Assert.Equal(breaksDown, decided[0].BreaksDown);
    }

    [Theory]
    [InlineData(nameof(BacklogPhase.Taken), 1, 0, "1:Working")]
    [InlineData(nameof(BacklogPhase.Working), 1, 0, "1:Working")]
    [InlineData(nameof(BacklogPhase.Leaving), 1, 0, "1:Working")]
    [InlineData(nameof(BacklogPhase.Dividing), 1, 0, "1:Working")]
    [InlineData(nameof(BacklogPhase.Divided), 1, 0, "1:Divided")]
    [InlineData(nameof(BacklogPhase.Finished), 1, 0, "1:Waiting(was merged)")]
    [InlineData(nameof(BacklogPhase.Free), 1, 14, "1:Waiting(came to nothing)")]
    [InlineData(nameof(BacklogPhase.Free), 1, 15, "1:Next")]
    [InlineData(nameof(BacklogPhase.Free), 2, 29, "1:Waiting(came to nothing)")]
    [InlineData(nameof(BacklogPhase.Free), 2, 30, "1:Next")]
    [InlineData(nameof(BacklogPhase.Free), 1_000_000, 60, "1:Waiting(came to nothing)")]
    public void Decide_ByWhatCameOfIt_GoesOnOrWaits(string phase, int attempt, int minutes, string expected)
    {
        var item = new BacklogItem { Project = new ProjectId("shop"), Issue = "1", Version = 3, Phase = Enum.Parse<BacklogPhase>(phase), Attempt = attempt, Reason = "Broken.", At = s_now.AddMinutes(-minutes) };

        var decided = BacklogDecision.Decide(View("1") with { Items = new Dictionary<string, BacklogItem> { ["1"] = item } }, new BacklogOptions(), s_now);

        AssertAre(expected, decided);
    }

    [Theory]
    [InlineData(0, 10, "1:Next 2:Next 3:Next 4:Waiting(Backlog:MaxSessions)")]
    [InlineData(2, 10, "1:Next 2:Waiting(Backlog:MaxSessions) 3:Waiting(Backlog:MaxSessions) 4:Waiting(Backlog:MaxSessions)")]
    [InlineData(3, 10, "1:Waiting(Backlog:MaxSessions) 2:Waiting(Backlog:MaxSessions) 3:Waiting(Backlog:MaxSessions) 4:Waiting(Backlog:MaxSessions)")]
    [InlineData(0, 1, "1:Next 2:Waiting(Admission:MaxSessions) 3:Waiting(Admission:MaxSessions) 4:Waiting(Admission:MaxSessions)")]
    [InlineData(0, -5, "1:Waiting(Admission:MaxSessions) 2:Waiting(Admission:MaxSessions) 3:Waiting(Admission:MaxSessions) 4:Waiting(Admission:MaxSessions)")]
    public void Decide_ByRoom_NeverBeginsMore(int underWay, int room, string expected) =>
        AssertAre(expected, BacklogDecision.Decide(View("1 2 3 4") with { UnderWay = underWay, Room = room }, new BacklogOptions(), s_now));

    [Fact]
    public void Decide_SetAside_WaitsForAPerson() =>
        AssertAre("1:SetAside(close its notice)", BacklogDecision.Decide(View("1") with { SetAside = new HashSet<string> { "1" } }, new BacklogOptions(), s_now));

    [Property]
    public bool Decide_Anything_NeverExceedsTheLimitAndBeginsNothingThatWaits(byte count, byte underWay, sbyte room, byte most, (byte From, byte To)[] edges, byte[] held)
    {
        var ids = Enumerable.Range(1, count % 40).ToList();
        var text = string.Join(' ', ids.Select(id => $"{id}{string.Concat(edges.Where(edge => edge.From % 40 == id).Select(static edge => $">{(edge.To % 40) + 1}"))}{(held.Contains((byte)id) ? "@elsewhere" : "")}"));
        var view = View(text) with { UnderWay = underWay % 8, Room = room };
        var options = new BacklogOptions { MaxSessions = (most % 8) + 1 };

        var decided = BacklogDecision.Decide(view, options, s_now);

        var next = decided.Where(static entry => entry.State == BacklogEntryState.Next).Select(static entry => entry.Issue).ToList();
        return decided.Count == ids.Count
            && decided.All(static entry => entry.Reason.Length > 0)
            && next.Count <= Math.Max(0, Math.Min(options.MaxSessions - view.UnderWay, view.Room))
            && next.All(id => !view.HeldBy.ContainsKey(id) && view.Dependencies[id].All(dependency => view.IsOpen.TryGetValue(dependency, out var isOpen) && !isOpen));
    }

    /// <summary>Asserts issues, their states and a part of the reason.</summary>
    private static void AssertAre(string expected, IReadOnlyList<BacklogEntry> decided)
    {
        var rows = System.Text.RegularExpressions.Regex.Matches(expected, @"(\S+?):(\w+)(\(([^)]*)\))?").ToList();
        Assert.Equal(rows.Select(static row => $"{row.Groups[1]}:{row.Groups[2]}"), decided.Select(static entry => $"{entry.Issue}:{entry.State}"));
        for (var index = 0; index < rows.Count; index++)
        {
            Assert.Contains(rows[index].Groups[4].Value, decided[index].Reason, StringComparison.Ordinal);
        }
    }

    /// <summary>Reads issues such as <c>3>1>2!high@host</c>: 3 depends on 1 and 2, has a high priority and is held by a host. 8 is a closed one beside them, and 7 an open one.</summary>
    private static BacklogView View(string text)
    {
        var issues = new List<Issue>();
        var dependencies = new Dictionary<string, IReadOnlyList<string>>();
        var isOpen = new Dictionary<string, bool> { ["8"] = false, ["7"] = true };
        var heldBy = new Dictionary<string, string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var holder = word.Split('@');
            var label = holder[0].Split('!');
            var ids = label[0].Split('>');
            issues.Add(Issue(ids[0], label.Length < 2 ? null : label[1] == "large" ? "ao:large" : $"priority:{label[1]}"));
            dependencies[ids[0]] = [.. ids.Skip(1)];
            isOpen[ids[0]] = true;
            if (holder.Length > 1)
            {
                heldBy[ids[0]] = holder[1];
            }
        }

        return new BacklogView { Issues = issues, Dependencies = dependencies, IsOpen = isOpen, Items = new Dictionary<string, BacklogItem>(), HeldBy = heldBy, SetAside = new HashSet<string>(), UnderWay = 0, Room = 100 };
    }

    private static Issue Issue(string id, string? label) =>
        new() { Id = id, Title = $"Issue {id}", Labels = label is null ? ["ao:backlog"] : ["ao:backlog", label], CreatedAt = s_now.AddDays(-100).AddHours(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)) };
}
