using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Journal;
using Ao.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Ao.Core.Tests.Journal;

/// <summary>Facts that this version of Ao cannot read do not keep the host from starting, and are not passed over in silence.</summary>
public sealed class ProjectionHostTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly FakeLogger<ProjectionHost> _logger = new();
    private readonly RecordingProjection _projection = new();

    [Fact]
    public async Task OpenAsync_FactThatCannotBeRead_IsReportedAndTheRestIsThere()
    {
        using var folder = new TempFolder();
        await using (var journal = await TestJournal.OpenAsync(folder.Path))
        {
            await journal.AppendAsync([Append("thing.made", """{"name":"a"}""", "[]", """{"name":"b"}""")], TestContext.Current.CancellationToken);
        }

        var host = Host();
        await using (await TestJournal.OpenAsync(folder.Path, [host]))
        {
            Assert.Equal(["a", "b"], _projection.Names);
            Assert.Contains("Fact 2", Assert.Single(host.Problems), StringComparison.Ordinal);
            Assert.Single(_logger.Collector.GetSnapshot(), static entry => entry.Level == LogLevel.Error);
        }

        var again = Host();
        await using var next = await TestJournal.OpenAsync(folder.Path, [again]);
        Assert.Single(again.Problems);
        Assert.Equal(3, (await TestJournal.AllAsync(next)).Count);
    }

    [Fact]
    public async Task OnCommitted_UnknownKind_IsLoggedOnce()
    {
        using var folder = new TempFolder();
        await using var journal = await TestJournal.OpenAsync(folder.Path, [Host()]);

        await journal.AppendAsync([Append("other", "{}", "{}"), Append("another", "{}")], TestContext.Current.CancellationToken);

        Assert.Equal(2, _logger.Collector.GetSnapshot().Count(static entry => entry.Level == LogLevel.Warning));
        Assert.Empty(_projection.Names);
    }

    [Fact]
    public void OnCommitted_FormOfANewerVersion_RefusesToGoOn()
    {
        var fact = new Fact { Position = 1, Stream = "s", Version = 1, Epoch = 1, Type = "thing.made", Schema = 2, At = DateTimeOffset.UnixEpoch, Data = "{}"u8.ToArray() };

        var error = Assert.Throws<JournalException>(() => Host().OnCommitted(fact));

        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    private static StreamAppend Append(string type, params string[] bodies) =>
        new() { Stream = "s", Facts = [.. bodies.Select(body => new NewFact(type, 1, Encoding.UTF8.GetBytes(body)))] };

    private ProjectionHost Host() => new(new FactCatalog([new FactKind("thing.made", s_options.GetTypeInfo(typeof(Made)))]), [_projection], _logger);

    private sealed record Made(string Name);

    private sealed class RecordingProjection : IProjection
    {
        public List<string> Names { get; } = [];

        public string Name => "things";

        public void Apply(Fact fact, object body) => Names.Add(((Made)body).Name);

        public void Save(Utf8JsonWriter writer) => writer.WriteNullValue();

        public Action Load(JsonElement state) => static () => { };
    }
}
