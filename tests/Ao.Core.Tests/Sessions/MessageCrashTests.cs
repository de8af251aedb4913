using Ao.Agents;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>Bar R11: messages to sessions under crashes of the host.</summary>
public sealed class MessageCrashTests
{
    private const int SessionCount = 20;

    [Fact]
    public async Task Messages_WithCrashesInBetween_ArriveInOrderAndOnceById()
    {
        var total = int.TryParse(Environment.GetEnvironmentVariable("AO_MESSAGES"), out var asked) ? asked : 10_000;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("AO_SEED"), out var given) ? given : Environment.ProcessId;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {total} messages");
        var random = new Random(seed);
        using var world = new World();
        world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true };

        var accepted = Enumerable.Range(1, SessionCount).ToDictionary(static number => new SessionId("shop", number), static _ => new List<string>());
        await using (var first = await Engine.StartAsync(world))
        {
            foreach (var id in accepted.Keys)
            {
                await first.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Listen.", Key = new OperationKey($"listen/{id}") }, TestContext.Current.CancellationToken);
            }

            foreach (var id in accepted.Keys)
            {
                await first.WaitAsync(id, SessionStatus.Working);
            }
        }

        var crashes = 0;
        while (accepted.Values.Sum(static messages => messages.Count) < total)
        {
            await using var engine = await Engine.StartAsync(world, crashAt: 200 + random.Next(1500), afterWrite: random.Next(2) == 0);
            await Task.WhenAll(accepted.Select(session => SendUntilItDiesAsync(engine, session.Key, session.Value, total / SessionCount)));
            crashes += engine.Journal.Crashed.IsCompleted ? 1 : 0;
        }

        await using var last = await Engine.StartAsync(world);
        foreach (var (id, messages) in accepted)
        {
            var session = await last.WaitAsync(id, static session => session.Messages.All(static message => message.Stage == MessageStage.Submitted));

            // An append that was written although its host died before it answered is a message too: what was accepted is a part of what is there.
            Assert.Subset(session.Messages.Select(static message => message.Id).ToHashSet(), messages.ToHashSet());
            var seen = world.Agent.Sent.Where(message => message.Id.StartsWith($"{id}.", StringComparison.Ordinal)).Select(static message => message.Id).Distinct();
            Assert.Equal(session.Messages.Select(static message => message.Id), seen);
        }

        Assert.True(crashes > 0, "no host died");
    }

    private static async Task SendUntilItDiesAsync(Engine engine, SessionId id, List<string> accepted, int wanted)
    {
        while (accepted.Count < wanted && !engine.Journal.Crashed.IsCompleted)
        {
            try
            {
                accepted.Add((await engine.Orchestrator.SendAsync(id, $"message {accepted.Count}", TestContext.Current.CancellationToken)).Id);
            }
            catch (Ao.Journal.JournalException)
            {
                // The host has died before it could accept the message.
            }
        }
    }
}
