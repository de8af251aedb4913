using System.Buffers;
using System.Text.Json;
using Ao.Consents;
using Ao.Forks;
using Ao.Journal;
using Ao.Scm;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Forks;

public sealed class ForkFoldTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Operator s_ada = new("ada", "test");

    private static readonly object[] s_facts =
    [
        new ForkFacts.Adopted("/forks/red", null, null, null, s_ada),
        new ForkFacts.Adopted("/forks/crimson", "next", "0123456789abcdef", null, s_ada),
        new ForkFacts.Looked("main", new ForkKinship { IsKin = true, Ahead = 1, ForkRevision = "a", Roots = ["root"], LastChange = s_start.AddDays(-3) }),
        new ForkFacts.Looked("main", new ForkKinship { IsKin = true, Ahead = 2, ForkRevision = "b", LastChange = s_start.AddYears(50) }),
        new ForkFacts.NotSeen("gone"),
        new ForkFacts.Synced("main", ForkSyncOutcome.Blocked, null, "own commits"),
        new ForkFacts.Ruled(ForkWord.Retired, s_ada, "over"),
        new ForkFacts.Ruled(ForkWord.InUse, s_ada, "back"),
        new ForkFacts.Drifted(true),
        new ForkFacts.Drifted(false),
        new ForkFacts.Declared("0123456789abcdef", "Shop", ForkRole.Sovereign, "root"),
        new ForkFacts.Registered("/up", true, null),
    ];

    [Property]
    public Property Projection_SavedAndLoadedAnywhere_IsTheSame() => Prop.ForAll(
        Gen.Choose(0, s_facts.Length - 1).ListOf().ToArbitrary(),
        static facts => Enumerable.Range(0, facts.Count + 1).All(cut => Same(facts, cut)));

    [Fact]
    public void ChangedAt_FirstSeenInTheFuture_IsNotBelieved()
    {
        var state = Fold(3);

        Assert.Equal(s_start.AddHours(1), state.ChangedAt);
    }

    [Fact]
    public void ChangedAt_NewRevision_IsWhenItWasSeen()
    {
        Assert.Equal(s_start.AddDays(-3), Fold(2).ChangedAt);
        Assert.Equal(s_start.AddDays(-3), Fold(2, 4, 2).ChangedAt);
        Assert.Equal(s_start.AddHours(2), Fold(2, 3).ChangedAt);
    }

    [Fact]
    public void Adopted_AtAnotherPlace_ForgetsWhatWasSeenOfTheOld()
    {
        var state = Fold(0, 2, 8, 1);

        Assert.Null(state.Look);
        Assert.Null(state.ChangedAt);
        Assert.Equal("/forks/crimson", state.Adoption!.Location);
    }

    [Fact]
    public void NotSeen_AgainAndAgain_KeepsSinceWhen() => Assert.Equal(s_start.AddHours(2), Fold(2, 4, 4, 4).ProblemSince);

    private static ForkState Fold(params int[] facts)
    {
        ForkState? state = null;
        foreach (var (index, fact) in facts.Index())
        {
            state = ForkFold.Apply(state, new ProjectId("shop"), "red", At(index + 1), s_facts[fact]);
        }

        return state!;
    }

    private static bool Same(IReadOnlyList<int> facts, int cut)
    {
        var whole = new ForkProjection();
        var parts = new ForkProjection();
        foreach (var (index, fact) in facts.Index())
        {
            whole.Apply(At(index + 1), s_facts[fact]);
            if (index == cut)
            {
                var image = Save(parts);
                parts = new ForkProjection();
                parts.Load(image)();
            }

            parts.Apply(At(index + 1), s_facts[fact]);
        }

        return Save(whole).GetRawText() == Save(parts).GetRawText();
    }

    private static JsonElement Save(ForkProjection projection)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            projection.Save(writer);
        }

        return JsonDocument.Parse(buffer.WrittenMemory).RootElement.Clone();
    }

    private static Fact At(int version) => new()
    {
        Position = version,
        Stream = ForkFactKinds.StreamOf(new ProjectId("shop"), "red"),
        Version = version,
        Epoch = 1,
        Type = "fork",
        Schema = 1,
        At = s_start.AddHours(version),
        Data = default,
    };
}
