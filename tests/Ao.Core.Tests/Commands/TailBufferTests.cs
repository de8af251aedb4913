using System.Text;
using FsCheck.Xunit;

namespace Ao.Commands;

public class TailBufferTests
{
    [Property]
    public bool Write_AnyChunks_KeepsTheEnd(byte[][] chunks, byte limit)
    {
        var ascii = chunks.Select(chunk => (chunk ?? []).Select(value => (byte)('!' + (value % 90))).ToArray()).ToArray();
        var all = Encoding.ASCII.GetString(ascii.SelectMany(chunk => chunk).ToArray());
        var buffer = new TailBuffer(limit);
        foreach (var chunk in ascii)
        {
            buffer.Write(chunk);
        }

        return buffer.ToText() == all[Math.Max(0, all.Length - limit)..] && buffer.Truncated == all.Length > limit;
    }

    [Fact]
    public void ToText_CutInsideACharacter_DropsItsRest()
    {
        var buffer = new TailBuffer(5);
        buffer.Write("ab😀c"u8);

        Assert.Equal("😀c", buffer.ToText());
        buffer.Write("d"u8);
        Assert.Equal("cd", buffer.ToText());
    }
}
