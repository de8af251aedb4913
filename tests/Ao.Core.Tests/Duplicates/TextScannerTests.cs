using Ao.Duplicates;

namespace Ao.Core.Tests.Duplicates;

public sealed class TextScannerTests
{
    [Theory]
    [InlineData("The build fails", "The build fails")]
    [InlineData("at 2026-11-25T22:27:34Z", "at")]
    [InlineData("after 250 ms, 1.8.0 and 0x7fff5fbff8c0", "after ms and")]
    [InlineData("took 30ms", "took")]
    [InlineData("commit 564c288 by", "commit by")]
    [InlineData("id 550e8400-e29b-41d4-a716-446655440000 unknown", "id unknown")]
    [InlineData("in /home/agent/work-12/src here", "in here")]
    [InlineData(@"in C:\Users\x\app.log here", "in here")]
    [InlineData("see https://example.org/issues/12?x=1 please", "see 1 please|see x please|see please")]
    [InlineData("session ao-22 and TIMOB-5932", "session ao and TIMOB")]
    [InlineData("token k7mq2xwd9 rejected", "token rejected")]
    [InlineData("ios7 and utf8", "ios and utf")]
    [InlineData("iOS/Android twins", "iOS Android twins")]
    [InlineData("call createWindow() on Ui.Label", "call createWindow on Ui.Label")]
    [InlineData("exit_code, user_42", "exit_code")]
    [InlineData("\u0007bell\u001b[31mred", "bell mred|bell")]
    [InlineData("画面が消える", "画面 面が が消 消え える")]
    [InlineData("", "")]
    public void Scan_Text_GivesItsLastingWords(string text, string expected)
    {
        var tokens = new List<Token>();

        TextScanner.Scan(text, tokens, 1000);

        var words = string.Join(' ', tokens.Where(static token => (token.Traits & (TokenTraits.Volatile | TokenTraits.Part)) == 0).Select(token => text.Substring(token.Start, token.Length)));
        Assert.Contains(words, expected.Split('|'));
    }

    [Theory]
    [InlineData("createWindow", "create Window")]
    [InlineData("TiNetworkHTTPClientProxy", "Ti Network HTTP Client Proxy")]
    [InlineData("Ui.Label", "Ui Label")]
    [InlineData("exit_code", "exit code")]
    public void Scan_Identifier_GivesItsPartsBesideIt(string text, string parts)
    {
        var tokens = new List<Token>();

        TextScanner.Scan(text, tokens, 1000);

        Assert.Equal(text, text.Substring(tokens[0].Start, tokens[0].Length));
        Assert.Equal(parts.Split(' '), tokens.Skip(1).Select(token => text.Substring(token.Start, token.Length)));
    }

    [Fact]
    public void Scan_ManyWords_StopsAtTheLimit()
    {
        var tokens = new List<Token>();

        TextScanner.Scan(string.Join(' ', Enumerable.Repeat("word", 10_000)), tokens, 50);

        Assert.Equal(50, tokens.Count);
    }

    [Theory]
    [InlineData("crashes", "crash")]
    [InlineData("crashed", "crash")]
    [InlineData("crashing", "crash")]
    [InlineData("stopped", "stop")]
    [InlineData("creating", "creat")]
    [InlineData("create", "creat")]
    [InlineData("queries", "query")]
    [InlineData("status", "status")]
    [InlineData("string", "string")]
    [InlineData("bus", "bus")]
    public void Stem_Word_TakesItsEndingOff(string word, string expected)
    {
        var letters = word.ToCharArray();

        var kept = Stemmer.Stem(letters);

        Assert.Equal(expected, new string(letters, 0, kept));
    }
}
