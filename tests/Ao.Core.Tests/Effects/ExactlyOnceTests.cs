using Ao.Configuration;
using Ao.Effects;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Effects;

/// <summary>R9: whatever breaks between claim, call and record, an intent has at most one effect.</summary>
public sealed class ExactlyOnceTests
{
    private static readonly int s_crashes = int.TryParse(Environment.GetEnvironmentVariable("AO_EFFECT_CRASHES"), out var count) ? count : 200;

    // Virtual time passes in leaps while a thread waits for its turn; no question may lapse of that.
    private static readonly AoOptions s_options = new()
    {
        DataFolder = "unused",
        Consent = new ConsentOptions { Expiry = TimeSpan.FromDays(30) },
        Projects = new Dictionary<string, ProjectOptions> { ["shop"] = new() },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PerformAsync_CrashAtEachAppend_CreatesOnceOrIsUnknown(bool oncePerKey)
    {
        // requested, answered, claimed, recorded: a crash at each, before and after the write.
        for (var append = 1; append <= 4; append++)
        {
            foreach (var afterWrite in new[] { false, true })
            {
                var world = new OutsideWorld();
                var effect = Given.Effect(EffectKind.OpenPullRequest);
                await using var first = new GateHost(options: s_options);
                (first.Journal.CrashAt, first.Journal.CrashAfterWrite) = (append, afterWrite);

                var crashed = await first.LiveAsync(effect, new WorldAction(world, effect.Key) { MayRepeat = oncePerKey });
                await using var second = new GateHost(first.Journal.Reopen(), first.Time, s_options);
                var outcome = await second.LiveAsync(effect, new WorldAction(world, effect.Key) { MayRepeat = oncePerKey });

                // Between the intent and the call there is nothing to see from outside.
                var isUnknown = !oncePerKey && append == 3 && afterWrite;
                Assert.Null(crashed);
                Assert.Equal(isUnknown ? (EffectStatus.Unknown, 0) : (EffectStatus.Succeeded, 1), (outcome!.Status, world.Created));
                Assert.Equal(second.Count("consent.used"), second.Count("effect.intended"));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PerformAsync_GeneratedCrashesAndLateLandings_AtMostOneEffectPerIntent(bool oncePerKey)
    {
        const int Seed = 20261124;
        var random = new Random(Seed);
        var (crashes, late, unknowns, declared, operations) = (0, 0, 0, 0, 0);
        var time = new FakeTimeProvider(GateHost.Start);
        var world = new OutsideWorld(time);
        while (crashes < s_crashes)
        {
            operations++;
            var journal = new InMemoryJournal(time);
            var effect = Given.Numbered(operations, (EffectKind)random.Next(3));
            EffectOutcome<Thing>? outcome = null;
            for (var life = 0; outcome?.Status != EffectStatus.Succeeded; life++)
            {
                await using var host = new GateHost(journal, time, s_options);
                var action = Fault(life < 4 ? random : null, host, new WorldAction(world, effect.Key) { MayRepeat = oncePerKey });
                late += action.Delay(1) is null ? 0 : 1;
                outcome = await host.LiveAsync(effect, action);
                crashes += outcome is null ? 1 : 0;
                if (outcome?.Status == EffectStatus.Unknown)
                {
                    unknowns++;
                    declared += await LookAsync(host, effect, action) ? 0 : 1;
                }

                Assert.True(world.CountOf(effect.Key) <= 1, $"Operation {operations} happened {world.CountOf(effect.Key)} times (seed {Seed}).");
                Assert.True(life < 20, $"Operation {operations} does not end: {outcome} (seed {Seed}).");
                journal = journal.Reopen();
            }

            Assert.Equal(world.Find(effect.Key), outcome.Value);
        }

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((operations, 1), (world.Created, world.MostOfOneKey));
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {operations} operations, {crashes} crashes, {late} late landings, {unknowns} unknown outcomes shown, {declared} declared not done, {world.Created} effects");
    }

    /// <summary>Does what a person does about an unknown outcome: waits until nothing can land any more, has it read back, and declares it not done where it is not there.</summary>
    private static async Task<bool> LookAsync(GateHost host, Effect effect, WorldAction action)
    {
        host.Journal.CrashAt = 0;
        host.FakeTime.Advance(TimeSpan.FromHours(2));
        action.OnFind = static _ => Task.CompletedTask;
        var state = await host.PassTimeAsync(host.Gate.ReadBackAsync(effect.Key, action, GateHost.Token).AsTask());
        if (state.IsUnsettled)
        {
            await host.Gate.DeclareAsync(effect.Key, happened: false, GateHost.Ada, "It is not there.", GateHost.Token);
        }

        return !state.IsUnsettled;
    }

    private static WorldAction Fault(Random? random, GateHost host, WorldAction action)
    {
        switch (random?.Next(12))
        {
            case 0 or 1:
                (host.Journal.CrashAt, host.Journal.CrashAfterWrite) = (random.Next(1, 6), random.Next(2) == 0);
                break;
            case 2:
                action.BeforeCreate = _ => Die(host);
                break;
            case 3 or 4:
                action.AfterCreate = _ => Die(host);
                break;
            case 5:
                action.OnFind = _ => Die(host);
                break;
            case 6:
                action.AfterCreate = static _ => throw new OutcomeUnknownException("The reply was lost.");
                break;
            case 7:
                action.AfterCreate = static _ => throw new IOException("The reply was lost.");
                action.OnFind = static find => find > 1 ? throw new TransientException("The service is down.") : Task.CompletedTask;
                break;
            case 8:
                action.Delay = LateBy(random);
                break;
            case 9:
                // The host dies while its call is on its way.
                action.Delay = LateBy(random);
                action.AfterCreate = _ => Die(host);
                break;
        }

        return action;
    }

    private static Func<int, TimeSpan?> LateBy(Random random)
    {
        // Some land while they are read back, some long after.
        var delay = TimeSpan.FromMilliseconds(random.Next(2) == 0 ? random.Next(1, 5_000) : random.Next(60_000, 3_600_000));
        return call => call == 1 ? delay : null;
    }

    private static Task Die(GateHost host)
    {
        host.Journal.Kill();
        throw new HostDiedException();
    }
}
