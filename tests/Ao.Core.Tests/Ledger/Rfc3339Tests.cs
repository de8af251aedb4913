using System.Text;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>What a record may say as its time, and what JSON is.</summary>
public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-26T09:00:00Z", "2026-11-26 09:00:00Z")]
    [InlineData("2026-11-26T09:00:00.987654321Z", "2026-11-26 09:00:00Z")]
    [InlineData("2026-11-26T09:00:00+02:30", "2026-11-26 06:30:00Z")]
    [InlineData("2026-11-26T09:00:00-23:59", "2026-11-27 08:59:00Z")]
    [InlineData("2026-11-26T09:00:00-00:00", "2026-11-26 09:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01 00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31 23:59:59Z")]
    [InlineData("2028-02-29T00:00:00Z", "2028-02-29 00:00:00Z")]
    [InlineData("2026-11-26", null)]
    [InlineData("2026-11-26T09:00:00", null)]
    [InlineData("2026-11-26T09:00Z", null)]
    [InlineData("2026-11-26 09:00:00Z", null)]
    [InlineData("2026-11-26t09:00:00z", null)]
    [InlineData("2026-11-26T09:00:00.Z", null)]
    [InlineData("2026-11-26T09:00:00.1234567891Z", null)]
    [InlineData("2026-11-26T09:00:00+24:00", null)]
    [InlineData("2026-11-26T09:00:00+0200", null)]
    [InlineData("2026-11-26T09:00:60Z", null)]
    [InlineData("2026-11-26T24:00:00Z", null)]
    [InlineData("2026-02-29T09:00:00Z", null)]
    [InlineData("1969-12-31T23:59:59Z", null)]
    [InlineData("1970-01-01T00:00:00+00:01", null)]
    [InlineData("9999-12-31T23:59:59-00:01", null)]
    [InlineData("2026-11-26T09:00:00Z\n", null)]
    [InlineData("٢٠٢٦-11-26T09:00:00Z", null)]
    [InlineData("", null)]
    public void Parse_Text_IsOneTimeOrNone(string text, string? expected) => Assert.Equal(expected, Rfc3339.Parse(text)?.ToString("u", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 \\ud800","b":[1.5e3,true,null]}""", true)]
    [InlineData(" {} \r", true)]
    [InlineData("""{"a":"\ud83d"}""", false)]
    [InlineData("""{"a":{"\uDE00":1}}""", false)]
    [InlineData("""{"a":1,"\u0061":2}""", false)]
    [InlineData("""{"a":[{"b":1,"b":2}]}""", false)]
    [InlineData("""{"a":NaN}""", false)]
    [InlineData("""{"a":01}""", false)]
    [InlineData("""{"a":1,}""", false)]
    [InlineData("""{"a":1}//x""", false)]
    [InlineData("""{'a':1}""", false)]
    [InlineData("""{"a":"	"}""", false)]
    [InlineData("\ufeff{}", false)]
    [InlineData("[]", false)]
    [InlineData("{}{}", false)]
    [InlineData("", false)]
    public void StrictJson_Text_IsAnObjectOrNone(string text, bool expected)
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(text));

        Assert.Equal(expected, document is not null);
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void StrictJson_Depth_CountsTheObjectItself(int depth, bool expected)
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes($"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}"));

        Assert.Equal(expected, document is not null);
    }

    [Fact]
    public void StrictJson_BytesThatAreNoText_AreNone() => Assert.Null(StrictJson.Parse(new byte[] { (byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}' }));
}
