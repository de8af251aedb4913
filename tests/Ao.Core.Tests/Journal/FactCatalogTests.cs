using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ao.Journal;

namespace Ao.Core.Tests.Journal;

public sealed class FactCatalogTests
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly FactKind s_renamed = new("thing.renamed", s_options.GetTypeInfo(typeof(Renamed)))
    {
        Upcasters = new Dictionary<int, Func<JsonObject, JsonObject>>
        {
            [1] = body => new JsonObject { ["first"] = body["name"]!.GetValue<string>().Split(' ')[0], ["last"] = body["name"]!.GetValue<string>().Split(' ')[1] },
            [2] = body => new JsonObject { ["full"] = $"{body["last"]}, {body["first"]}" },
        },
    };

    [Theory]
    [InlineData(1, """{"name":"Ada Byron"}""")]
    [InlineData(2, """{"first":"Ada","last":"Byron"}""")]
    [InlineData(3, """{"full":"Byron, Ada"}""")]
    public void Decode_AnyFormSinceTheFirst_GivesTheNewest(int schema, string data)
    {
        var body = new FactCatalog([s_renamed]).Decode(Stored("thing.renamed", schema, data));

        Assert.Equal(new Renamed("Byron, Ada"), body);
    }

    [Fact]
    public void Encode_AFact_WritesTheNewestForm()
    {
        var fact = new FactCatalog([s_renamed]).Encode(new Renamed("a"));

        Assert.Equal(("thing.renamed", 3, """{"full":"a"}"""), (fact.Type, fact.Schema, Encoding.UTF8.GetString(fact.Data.Span)));
    }

    [Theory]
    [InlineData(4, "{}", "newer")]
    [InlineData(3, "null", "empty")]
    [InlineData(3, "[]", "cannot be read")]
    [InlineData(1, "[]", "no JSON object")]
    [InlineData(1, "{}", "cannot be read")]
    [InlineData(0, "{}", "numbered from 1")]
    public void Decode_ContentThatBreaksItsPromise_NamesTheFact(int schema, string data, string reason)
    {
        var error = Assert.ThrowsAny<JournalException>(() => new FactCatalog([s_renamed]).Decode(Stored("thing.renamed", schema, data)));

        Assert.Contains("Fact 12", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_UnknownKind_GivesNothing() => Assert.Null(new FactCatalog([s_renamed]).Decode(Stored("other", 9, "{}")));

    [Fact]
    public void Encode_UnknownType_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => new FactCatalog([s_renamed]).Encode("text"));

        Assert.Contains("System.String", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_KindsThatCannotBe_AreRefused()
    {
        var gap = s_renamed with { Upcasters = new Dictionary<int, Func<JsonObject, JsonObject>> { [2] = body => body } };

        Assert.Throws<ArgumentException>(() => new FactCatalog([gap]));
        Assert.Throws<ArgumentException>(() => new FactCatalog([s_renamed, s_renamed]));
        Assert.Throws<ArgumentException>(() => new FactCatalog([s_renamed, s_renamed with { Name = "other" }]));
    }

    private static Fact Stored(string type, int schema, string data) => new()
    {
        Position = 12,
        Stream = "s",
        Version = 1,
        Epoch = 1,
        Type = type,
        Schema = schema,
        At = DateTimeOffset.UnixEpoch,
        Data = Encoding.UTF8.GetBytes(data),
    };

    private sealed record Renamed(string Full);
}
