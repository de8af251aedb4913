using System.Text.Json;
using Ao.AgentTools;

namespace Ao.Core.Tests.AgentTools;

public sealed class ToolArgumentsTests
{
    private static readonly ToolDefinition s_tool = new(
        "try",
        "A tool to try.",
        ToolField.Line("title", "A line.", required: true),
        ToolField.Text("body", "A text."),
        ToolField.Texts("evidence", "Texts."),
        ToolField.Choice("severity", "A choice.", ["low", "high"]),
        ToolField.Number("confidence", "A number.", 0, 1),
        ToolField.Count("limit", "A count.", 1, 10),
        ToolField.Flag("closed", "A flag."));

    [Fact]
    public void Read_GoodFields_AreGiven()
    {
        var arguments = Read("""{"title":"A","body":"x\ny","evidence":["1","2"],"severity":"low","confidence":0.5,"limit":3,"closed":true}""");

        Assert.Equal(("A", "x\ny", "low", 0.5, 3, true), (arguments.Required("title"), arguments.Text("body"), arguments.Text("severity"), arguments.Number("confidence"), arguments.Count("limit"), arguments.Flag("closed")));
        Assert.Equal(["1", "2"], arguments.Texts("evidence"));
    }

    [Fact]
    public void Read_LeftOutOrNull_IsNothing()
    {
        var arguments = Read("""{"title":"A","body":null}""");

        Assert.Null(arguments.Text("body"));
        Assert.Empty(arguments.Texts("evidence"));
        Assert.False(arguments.Flag("closed"));
    }

    [Fact]
    public void Read_OneTextForAList_IsAListOfOne() => Assert.Equal(["x"], Read("""{"title":"A","evidence":"x"}""").Texts("evidence"));

    [Theory]
    [InlineData("""{}""", "title: is missing. Give one line of 1 to 200 characters.")]
    [InlineData("""{"title":""}""", "title: is empty.")]
    [InlineData("""{"title":"  "}""", "title: is empty.")]
    [InlineData("""{"title":7}""", "title: is a number.")]
    [InlineData("""{"title":"a\nb"}""", "title: holds a line break")]
    [InlineData("""{"title":"a\u001bb"}""", "title: holds a line break or other control characters.")]
    [InlineData("""{"title":"\ud800"}""", "title: is no valid Unicode.")]
    [InlineData("""{"title":"A","body":"a\u0000b"}""", "body: holds a NUL character.")]
    [InlineData("""{"title":"A","body":{}}""", "body: is an object.")]
    [InlineData("""{"title":"A","evidence":[1]}""", "evidence: item 1 is a number.")]
    [InlineData("""{"title":"A","evidence":{"a":1}}""", "evidence: is an object. Give a list of at most 20 texts")]
    [InlineData("""{"title":"A","severity":"urgent"}""", "severity: 'urgent' is not known. Use one of low, high.")]
    [InlineData("""{"title":"A","confidence":1.5}""", "confidence: is out of range. Give a number from 0 to 1.")]
    [InlineData("""{"title":"A","confidence":1e999}""", "confidence:")]
    [InlineData("""{"title":"A","limit":1.5}""", "limit: is no whole number. Give a whole number from 1 to 10.")]
    [InlineData("""{"title":"A","limit":"3"}""", "limit: is a text.")]
    [InlineData("""{"title":"A","closed":"yes"}""", "closed: is a text. Use true or false.")]
    [InlineData("""{"title":"A","sevrity":"low"}""", "sevrity: is no field of this tool. Did you mean 'severity'?")]
    [InlineData("""{"title":"A","\u001b[31m":1}""", "is no field of this tool.")]
    public void Read_BadField_SaysWhichAndWhatIsAllowed(string json, string expected)
    {
        var error = Assert.Throws<AoException>(() => Read(json));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("try was not carried out.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
    }

    [Fact]
    public void Read_SeveralBadFields_SaysAllAtOnce()
    {
        var message = Assert.Throws<AoException>(() => Read("""{"severity":"x","limit":99,"more":1}""")).Message;

        Assert.All((string[])["title:", "severity:", "limit:", "more:"], field => Assert.Contains($"- {field}", message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_LongTexts_AreMeasuredInBytes()
    {
        Assert.NotNull(Read($$"""{"title":"A","body":"{{new string('x', ToolField.MaxBytes)}}"}""").Text("body"));
        Assert.Contains("body: has 16385 bytes.", Assert.Throws<AoException>(() => Read($$"""{"title":"A","body":"{{new string('x', ToolField.MaxBytes + 1)}}"}""")).Message, StringComparison.Ordinal);
        Assert.Contains("body: has 16386 bytes.", Assert.Throws<AoException>(() => Read($$"""{"title":"A","body":"{{new string('ä', (ToolField.MaxBytes / 2) + 1)}}"}""")).Message, StringComparison.Ordinal);
        Assert.Contains("title: has 201 characters.", Assert.Throws<AoException>(() => Read($$"""{"title":"{{new string('x', 201)}}"}""")).Message, StringComparison.Ordinal);
        Assert.Contains("evidence: has 21 items.", Assert.Throws<AoException>(() => Read($$"""{"title":"A","evidence":[{{string.Join(',', Enumerable.Repeat("\"x\"", 21))}}]}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CallThatIsTooLarge_IsRefusedAsAWhole()
    {
        var texts = string.Join(',', Enumerable.Repeat($"\"{new string('x', 15_000)}\"", 20));

        Assert.Contains("is too large", Assert.Throws<AoException>(() => Read($$"""{"title":"A","evidence":[{{texts}}]}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_OfATool_SaysWhatTheCheckHolds()
    {
        var schema = s_tool.Tool.InputSchema;

        Assert.Equal("title", Assert.Single(schema.GetProperty("required").EnumerateArray()).GetString());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(s_tool.Fields.Select(static field => field.Name), schema.GetProperty("properties").EnumerateObject().Select(static property => property.Name));
        Assert.Equal(["low", "high"], schema.GetProperty("properties").GetProperty("severity").GetProperty("enum").EnumerateArray().Select(static choice => choice.GetString()));
        Assert.Equal("integer", schema.GetProperty("properties").GetProperty("limit").GetProperty("type").GetString());
    }

    private static ToolArguments Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return ToolArguments.Read(s_tool, document.RootElement.Clone().EnumerateObject().ToDictionary(static field => field.Name, static field => field.Value));
    }
}
