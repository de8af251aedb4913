using System.Text;
using Ao.Core.Tests.Sessions;
using Ao.Hosting;
using Ao.Reports;
using Ao.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Core.Tests.Reports;

public sealed class ReportCollectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collect_ASession_GivesItsFactsTransitionsAndOutput()
    {
        using var world = new World();
        await using var engine = await Engine.StartAsync(world);
        var spawned = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        var session = await engine.WaitAsync(spawned.Id, SessionStatus.Working);
        world.Runtime.Process($"{session.Id}.1").Say("hello from the agent");
        await engine.Orchestrator.StopAsync(session.Id, cancellationToken: Token);
        engine.Get<LogRing>().Add(LogLevel.Warning, "Ao.Sessions", "something odd", null);

        var files = engine.Get<ReportCollector>().Collect(session.Id, world.Time.GetUtcNow());
        var texts = new Dictionary<AttachmentKind, string>();
        foreach (var file in files)
        {
            texts[file.Kind] = await ReadAsync(file);
        }

        Assert.Equal([AttachmentKind.TerminalOutput, AttachmentKind.LifecycleTransitions, AttachmentKind.SessionEvents, AttachmentKind.OrchestratorLog], files.Select(static file => file.Kind));
        Assert.Contains("hello from the agent", texts[AttachmentKind.TerminalOutput], StringComparison.Ordinal);
        Assert.Matches(@"(?m)^\S+ - -> Queued \(session\.requested, 1\)$", texts[AttachmentKind.LifecycleTransitions]);
        Assert.Contains("Working -> Stopped", texts[AttachmentKind.LifecycleTransitions], StringComparison.Ordinal);
        Assert.Contains("something odd", texts[AttachmentKind.OrchestratorLog], StringComparison.Ordinal);
        Assert.All(texts[AttachmentKind.SessionEvents].TrimEnd('\n').Split('\n'), static line =>
        {
            using var document = System.Text.Json.JsonDocument.Parse(line);
            Assert.Equal(["version", "at", "type", "data"], document.RootElement.EnumerateObject().Select(static field => field.Name));
        });
    }

    [Fact]
    public async Task Collect_NoOrAnUnknownSession_GivesTheLogAlone()
    {
        using var world = new World();
        await using var engine = await Engine.StartAsync(world);
        var now = world.Time.GetUtcNow();

        Assert.Empty(engine.Get<ReportCollector>().Collect(null, now.AddDays(-1)));
        Assert.Empty(engine.Get<ReportCollector>().Collect(new SessionId("shop", 99), now.AddDays(-1)));
    }

    [Fact]
    public void Ring_ManyLargeEntries_StaysBoundedAndKeepsTheNewest()
    {
        var ring = new LogRing(TimeProvider.System);
        for (var number = 0; number < 10_000; number++)
        {
            ring.Add(LogLevel.Information, "x", $"{number} {new string('y', 10_000)}\nmore\u001b[31m", null);
        }

        var text = ring.Around(TimeProvider.System.GetUtcNow());

        Assert.InRange(text.Length, 1024 * 1024, 4 * 1024 * 1024);
        Assert.Contains("x: 9999 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("x: 1 ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
        Assert.Equal("", ring.Around(TimeProvider.System.GetUtcNow().AddHours(-1)));
    }

    [Fact]
    public void Recording_LevelsOfTheHost_AreTheHostsOwn()
    {
        var host = new FakeLogger();
        host.ControlLevel(LogLevel.Information, false);
        var ring = new LogRing(TimeProvider.System);
        var logger = new RecordingLogger(host, "category", ring);

        logger.LogTrace("a prompt");
        logger.LogInformation("kept in the ring alone");
        logger.LogError(new InvalidOperationException("why"), "both");

        Assert.Equal(["a prompt", "both"], host.Collector.GetSnapshot().Select(static record => record.Message));
        var text = ring.Around(TimeProvider.System.GetUtcNow());
        Assert.DoesNotContain("a prompt", text, StringComparison.Ordinal);
        Assert.Contains("kept in the ring alone", text, StringComparison.Ordinal);
        Assert.Contains("why", text, StringComparison.Ordinal);
        Assert.NotNull(new RecordingLoggerFactory(NullLoggerFactory.Instance, ring).CreateLogger("x"));
    }

    private static async Task<string> ReadAsync(OfferedAttachment file)
    {
        await using var stream = await file.OpenAsync(Token);
        var bytes = new byte[7];
        var all = new List<byte>();
        while (await stream.ReadAsync(bytes, Token) is > 0 and var count)
        {
            all.AddRange(bytes[..count]);
        }

        return Encoding.UTF8.GetString([.. all]);
    }
}
