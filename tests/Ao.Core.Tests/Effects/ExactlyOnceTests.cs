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

    [Fact]
    public async Task PerformAsync_CrashAtEachAppend_CreatesOnce()
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

                var crashed = await first.LiveAsync(effect, new WorldAction(world, effect.Key));
                await using var second = new GateHost(first.Journal.Reopen(), first.Time, s_options);
                var outcome = await second.LiveAsync(effect, new WorldAction(world, effect.Key));

                Assert.Null(crashed);
                Assert.Equal((EffectStatus.Succeeded, 1), (outcome!.Status, world.Created));
                Assert.Equal(second.Count("consent.used"), second.Count("effect.intended"));
            }
        }
    }

    [Fact]
    public async Task PerformAsync_GeneratedCrashes_AtMostOneEffectPerIntent()
    {
        const int Seed = 20261124;
        var random = new Random(Seed);
        var (crashes, unknowns, operations) = (0, 0, 0);
        var world = new OutsideWorld();
        while (crashes < s_crashes)
        {
            operations++;
            var time = new FakeTimeProvider(GateHost.Start);
            var journal = new InMemoryJournal(time);
            var effect = Given.Numbered(operations, (EffectKind)random.Next(3));
            EffectOutcome<Thing>? outcome = null;
            for (var life = 0; outcome?.Status != EffectStatus.Succeeded; life++)
            {
                await using var host = new GateHost(journal, time, s_options);
                outcome = await host.LiveAsync(effect, Fault(life < 4 ? random : null, host, new WorldAction(world, effect.Key)));
                crashes += outcome is null ? 1 : 0;
                unknowns += outcome?.Status == EffectStatus.Unknown ? 1 : 0;
                Assert.True(world.CountOf(effect.Key) <= 1, $"Operation {operations} happened {world.CountOf(effect.Key)} times (seed {Seed}).");
                Assert.True(life < 20, $"Operation {operations} does not end: {outcome} (seed {Seed}).");
                journal = journal.Reopen();
            }

            Assert.Equal(world.Find(effect.Key), outcome.Value);
        }

        Assert.Equal((operations, 1), (world.Created, world.MostOfOneKey));
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {operations} operations, {crashes} crashes, {unknowns} unknown outcomes shown, {world.Created} effects");
    }

    private static WorldAction Fault(Random? random, GateHost host, WorldAction action)
    {
        switch (random?.Next(9))
        {
            case 0 or 1:
                (host.Journal.CrashAt, host.Journal.CrashAfterWrite) = (random.Next(1, 6), random.Next(2) == 0);
                break;
            case 2:
                action.BeforeCreate = (_, _) => Die(host);
                break;
            case 3 or 4:
                action.AfterCreate = (_, _) => Die(host);
                break;
            case 5:
                action.OnFind = _ => Die(host);
                break;
            case 6:
                action.AfterCreate = static (_, _) => throw new OutcomeUnknownException("The reply was lost.");
                break;
            case 7:
                action.AfterCreate = static (_, _) => throw new IOException("The reply was lost.");
                action.OnFind = static find => find > 1 ? throw new TransientException("The service is down.") : Task.CompletedTask;
                break;
        }

        return action;
    }

    private static Task Die(GateHost host)
    {
        host.Journal.Kill();
        throw new HostDiedException();
    }
}
