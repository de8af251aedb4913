using System.Globalization;
using Ao.Agents;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>Bar R11: messages to sessions under crashes of the host and ends of agents: none is lost, each is visible once by its id, and what is sent again is bounded.</summary>
public sealed class MessageCrashTests(ITestOutputHelper output)
{
    private const int SessionCount = 20;

    [Fact]
    public async Task Messages_WithCrashesInBetween_ArriveInOrderAndOnceById()
    {
        var total = Number("AO_MESSAGES", 10_000);
        var seed = Number("AO_SEED", Environment.ProcessId);
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
            await using var engine = await Engine.StartAsync(world, dieAt: 500 + random.Next(4000));
            await Task.WhenAll(accepted.Select(session => SendUntilItDiesAsync(engine, session.Key, session.Value, total / SessionCount)));
            crashes += engine.Life.Died.IsCompleted ? 1 : 0;
        }

        await using var last = await Engine.StartAsync(world);
        var again = 0;
        foreach (var (id, messages) in accepted)
        {
            var session = await last.WaitAsync(id, static session => session.Messages.All(static message => message.Stage == MessageStage.Submitted));
            var ids = session.Messages.Select(static message => message.Id).ToList();

            // Visible once by id: no id twice in the record, and one that the agent sees again is the one it saw last, so that it knows it.
            Assert.Equal(ids.Distinct(), ids);
            var seen = world.Agent.Sent.Where(message => message.Id.StartsWith($"{id}.", StringComparison.Ordinal)).Select(static message => message.Id).ToList();
            Assert.Equal(ids, seen.Where((message, index) => index == 0 || message != seen[index - 1]));
            again += seen.Count - ids.Count;

            // An append that was written although its host died before it answered is a message too: what was accepted is a part of what is there.
            Assert.Subset(ids.ToHashSet(), messages.ToHashSet());
            Assert.Equal(messages.Distinct(), messages);
        }

        output.WriteLine($"R11: seed {seed}, {total} messages to {SessionCount} sessions, {crashes} crashes, {again} sent again");
        Assert.True(crashes > 0, "no host died");
        Assert.InRange(again, 0, crashes * SessionCount);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static async Task SendUntilItDiesAsync(Engine engine, SessionId id, List<string> accepted, int wanted)
    {
        while (accepted.Count < wanted && !engine.Life.Died.IsCompleted)
        {
            try
            {
                accepted.Add((await engine.Orchestrator.SendAsync(id, $"message {accepted.Count}", TestContext.Current.CancellationToken)).Id);
            }
            catch (JournalException)
            {
                // The host has died before it could accept the message.
            }
        }
    }
}
