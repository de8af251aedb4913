using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Core.Tests.Governance;
using Ao.Effects;
using Ao.Governance;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Consents;

/// <summary>R10: nothing on the floor happens without a yes to exactly it, and a yes is used once.</summary>
public sealed class ConsentBypassTests
{
    private const int Seed = 1010;
    private static readonly EffectKind[] s_asked = [EffectKind.CreateFork, EffectKind.OpenPullRequest, EffectKind.SwitchPushTarget, EffectKind.PublishBranch, EffectKind.AgentAction, EffectKind.CreateIssue, EffectKind.MergePullRequest];
    private static readonly PolicyVerdict?[] s_policies = [PolicyVerdict.Allow, PolicyVerdict.Ask, PolicyVerdict.Deny, null];

    [Fact]
    public async Task PerformAsync_GeneratedPairsOfOperationAndConsent_NeverBypassed()
    {
        const int Pairs = 10_000;
        const int PairsOfOneHost = 200;
        var random = new Random(Seed);
        var (performed, refused) = (0, 0);
        for (var first = 0; first < Pairs; first += PairsOfOneHost)
        {
            // An owner's gates and policies, one of which fails, stand in the way of some, and make way for none.
            var policy = s_policies[first / PairsOfOneHost % s_policies.Length];
            await using var host = new GateHost(options: Options(), policies: [new TestPolicy("owner", (_, _, _) => ValueTask.FromResult(Answer(policy)))]);
            for (var pair = first; pair < first + PairsOfOneHost; pair++)
            {
                if (await IsPerformedAsync(host, random, pair, policy == PolicyVerdict.Deny))
                {
                    performed++;
                }
                else
                {
                    refused++;
                }
            }

            CheckFacts(host);
        }

        Assert.Equal(Pairs, performed + refused);
        Assert.InRange(performed, 1, Pairs / 4);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}: {Pairs} pairs, {performed} performed with a fitting consent, {refused} not performed, 0 bypasses");
    }

    [Fact]
    public async Task PerformAsync_TwoThousandConsentsEightRacers_EachIsUsedOnce()
    {
        const int Consents = 2_000;
        const int Racers = 8;
        var journal = new InMemoryJournal();
        var time = new FakeTimeProvider(GateHost.Start);
        var options = new AoOptions { DataFolder = "unused" };
        options.Projects["shop"] = new ProjectOptions();
        var hosts = Enumerable.Range(0, Racers).Select(_ => new GateHost(journal, time, options)).ToArray();
        var world = new OutsideWorld();
        for (var number = 0; number < Consents; number++)
        {
            await ApproveAsync(hosts[0], Given.Numbered(number), answer: 0);
        }

        await Task.WhenAll(hosts.Select(host => Task.Run(
            async () =>
            {
                for (var number = 0; number < Consents; number++)
                {
                    var effect = Given.Numbered(number);
                    var outcome = await host.Gate.PerformAsync(effect, new WorldAction(world, effect.Key), GateHost.Token);
                    Assert.True(outcome.Status is EffectStatus.Succeeded or EffectStatus.Unknown);
                }
            },
            GateHost.Token)));

        Assert.Equal((Consents, 1), (world.Created, world.MostOfOneKey));
        Assert.Equal((Consents, Consents), (hosts[0].Count("consent.used"), hosts[0].Count("effect.intended")));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Consents} consents, {Racers} racing gates: {hosts[0].Count("consent.used")} uses, {world.Created} effects");
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private static async Task<bool> IsPerformedAsync(GateHost host, Random random, int pair, bool isDenied)
    {
        var approved = Given.Effect(s_asked[random.Next(s_asked.Length)], $"op/{pair}", title: "Do it", parameters: [("head", "1"), ("base", "main"), ("target", "up")]);
        var change = random.Next(9);
        var answer = random.Next(4);
        var fits = change == 8 && answer < 2 && !isDenied;
        var asked = Changed(approved, change);
        var world = new OutsideWorld();
        await ApproveAsync(host, approved, answer);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);

        var call = host.Gate.PerformAsync(asked, new WorldAction(world, asked.Key), life.Token).AsTask();
        while (!call.IsCompleted && !host.Requests.ListOf(asked.Key).Any(entry => entry.Consent.State == ConsentState.Pending && entry.Consent.Hash == CanonicalOperation.Hash(asked)))
        {
            // Either it is through, or a person is asked about exactly what would be done.
            GateHost.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.True(world.Created == (fits ? 1 : 0), $"Pair {pair}, change {change}, answer {answer}: {world.Created} effects (seed {Seed}).");
        await life.CancelAsync();
        await Task.WhenAny(call);
        return fits;
    }

    private static AoOptions Options()
    {
        var options = new AoOptions { DataFolder = "unused" };
        options.Projects["shop"] = new ProjectOptions { Path = "/shop", Gates = [EffectKind.CreateIssue, EffectKind.MergePullRequest] };
        return options;
    }

    private static PolicyAnswer Answer(PolicyVerdict? verdict) => verdict switch
    {
        PolicyVerdict.Allow => PolicyAnswer.Allow,
        PolicyVerdict.Ask => PolicyAnswer.Ask("ask"),
        PolicyVerdict.Deny => PolicyAnswer.Deny("no"),
        _ => throw new InvalidOperationException("The policy is broken."),
    };

    private static void CheckFacts(GateHost host)
    {
        var facts = Facts(host);
        var approvals = facts.OfType<ConsentFacts.Answered>().Where(static answer => answer is { Decision: ConsentDecision.Approve, By.Id: "ada" }).Select(static answer => answer.Id).ToHashSet();
        var requests = facts.OfType<ConsentFacts.Requested>().ToDictionary(static request => request.Id);
        var used = facts.OfType<ConsentFacts.Used>().Select(static use => use.Id).ToArray();
        Assert.All(facts.OfType<EffectFacts.Intended>(), intent =>
        {
            Assert.Contains(intent.ConsentId!, approvals);
            Assert.Equal(requests[intent.ConsentId!].Hash, intent.Hash);
        });
        Assert.Equal(used.Length, used.Distinct().Count());
        Assert.Equal(used.Length, facts.OfType<EffectFacts.Intended>().Count());
    }

    private static object[] Facts(GateHost host)
    {
        object[] facts = [];
        host.Journal.Tamper(all => facts = [.. all.Select(host.Catalog.Decode).OfType<object>()]);
        return facts;
    }

    /// <summary>Has a request made and answered, with nobody there any more to use it.</summary>
    private static async Task ApproveAsync(GateHost host, Effect effect, int answer)
    {
        var entry = await host.Desk.RequestAsync(effect, CanonicalOperation.Hash(effect), [], [], GateHost.Token);
        switch (answer)
        {
            case 0 or 1:
                await host.Consents.AnswerAsync(entry.Consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
                break;
            case 2:
                await host.Consents.AnswerAsync(entry.Consent.Id, ConsentDecision.Deny, GateHost.Ada, cancellationToken: GateHost.Token);
                break;
            default:
                await host.Consents.AnswerAsync(entry.Consent.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
                host.FakeTime.Advance(TimeSpan.FromMinutes(15));
                break;
        }
    }

    private static Effect Changed(Effect effect, int change) => change switch
    {
        0 => effect with { Kind = s_asked[(Array.IndexOf(s_asked, effect.Kind) + 1) % s_asked.Length] },
        1 => effect with { Project = new ProjectId("other") },
        2 => effect with { Session = new SessionId("shop", 2) },
        3 => effect with { Session = null },
        4 => effect with { Title = effect.Title + " " },
        5 => effect with { Parameters = effect.Parameters.ToDictionary(static item => item.Key, static item => item.Key == "head" ? "2" : item.Value) },
        6 => effect with { Parameters = effect.Parameters.Where(static item => item.Key != "target").ToDictionary() },
        7 => effect with { Key = new OperationKey(effect.Key.Value + "/x") },
        _ => effect,
    };
}
