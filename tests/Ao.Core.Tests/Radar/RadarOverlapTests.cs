using Ao.Convergence;
using Ao.Radar;
using Ao.Scm;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Radar;

/// <summary>Which changes come near each other, and on which lines.</summary>
public sealed class RadarOverlapTests
{
    /// <summary>A change is a list of files, each with places such as <c>5+2</c> (two lines from line 5) or <c>5+0</c> (added behind line 5), or <c>*</c> for the whole file.</summary>
    [Theory]
    [InlineData("another file", "a:5+1", "b:5+1", false)]
    [InlineData("the same line", "a:5+1", "a:5+1", true)]
    [InlineData("lines that touch", "a:5+1", "a:6+1", true)]
    [InlineData("one line between: worth a trial", "a:5+1", "a:7+1", true)]
    [InlineData("far apart", "a:5+1", "a:9+1", false)]
    [InlineData("both add at the same place", "a:5+0", "a:5+0", true)]
    [InlineData("adds beside a changed line", "a:5+0", "a:6+2", true)]
    [InlineData("adds far from it", "a:1+0", "a:6+2", false)]
    [InlineData("one place of many", "a:1+1,20+1,40+5", "a:10+1,30+1,43+9", true)]
    [InlineData("none of many", "a:1+1,20+1,40+5", "a:10+1,30+1,60+9", false)]
    [InlineData("one of the files", "a:1+1 b:1+1", "b:9+1 a:2+1", true)]
    [InlineData("one changes it as a whole", "a:*", "a:5+1", true)]
    [InlineData("a file where the other has a folder", "a:*", "a/b/c:*", true)]
    [InlineData("a folder where the other has a file", "a/b/c:*", "a/b:*", true)]
    [InlineData("names that begin alike", "a:*", "ab/c:*", false)]
    [InlineData("nothing", "", "a:*", false)]
    public void IsNear_Table(string when, string earlier, string later, bool expected)
    {
        Assert.True(expected == RadarOverlap.IsNear(ChangesOf(earlier), ChangesOf(later)), when);
        Assert.True(expected == RadarOverlap.IsNear(ChangesOf(later), ChangesOf(earlier)), $"{when}, the other way round");
    }

    [Fact]
    public void IsNear_OtherStarts_OrMoreThanIsListed_IsWorthATrial()
    {
        Assert.True(RadarOverlap.IsNear(ChangesOf("a:5+1"), ChangesOf("a:90+1") with { Start = "newer" }));
        Assert.False(RadarOverlap.IsNear(ChangesOf("a:5+1"), ChangesOf("b:5+1") with { Start = "newer" }));
        Assert.True(RadarOverlap.IsNear(ChangesOf("a:5+1"), ChangesOf("b:5+1") with { MoreFiles = 1 }));
    }

    [Fact]
    public void FilesOf_NamesTheLinesOfEitherThatComeNear()
    {
        var files = RadarOverlap.FilesOf(ChangesOf("a:5+1,50+2 b:*"), ChangesOf("a:6+3 b:9+1"), ["b", "a", "renamed", "a"]);

        Assert.Equal(["a", "b", "renamed"], files.Select(static file => file.Path));
        Assert.Equal([new LineRange(5, 1)], files[0].EarlierLines);
        Assert.Equal([new LineRange(6, 3)], files[0].LaterLines);
        Assert.Empty(files[1].EarlierLines);
        Assert.Equal([new LineRange(9, 1)], files[1].LaterLines);
    }

    [Fact]
    public void FilesOf_OtherStarts_LeavesOutWhatOnlyOneHasTouched()
    {
        var files = RadarOverlap.FilesOf(ChangesOf("a:5+1 b:1+1"), ChangesOf("a:6+3") with { Start = "newer" }, ["a", "b"]);

        Assert.Equal("a", Assert.Single(files).Path);
    }

    /// <summary>The filter finds what a comparison of every place with every other finds.</summary>
    [Property]
    public bool IsNear_AnyPlaces_IsWhatAllPairsSay((byte First, byte Count)[] ones, (byte First, byte Count)[] others)
    {
        var (one, other) = (PlacesOf(ones), PlacesOf(others));
        static (int Begin, int End) Gap(LineRange range) => range.Count == 0 ? (range.First, range.First) : (range.First - 1, range.First - 1 + range.Count);
        var expected = one.Any(first => other.Any(second => Gap(first).Begin <= Gap(second).End + 1 && Gap(second).Begin <= Gap(first).End + 1));

        return (one.Count > 0 && other.Count > 0 && expected) == RadarOverlap.IsNear(ChangesOf(one), ChangesOf(other));
    }

    /// <summary>Gives places in order, none of which touch, as a comparison of files gives them.</summary>
    private static List<LineRange> PlacesOf((byte First, byte Count)[] raw)
    {
        var places = new List<LineRange>();
        var line = 1;
        foreach (var (first, count) in raw)
        {
            var size = count % 4;
            line += 1 + (first % 6);
            places.Add(new LineRange(line, size));
            line += size;
        }

        return places;
    }

    private static WorkspaceChanges ChangesOf(List<LineRange> places) => new() { Revision = "r", Start = "s", Files = places.Count == 0 ? [] : [new ChangedFile("a") { Lines = [.. places.Select(static place => new ChangedLines(place, place))] }] };

    private static WorkspaceChanges ChangesOf(string text) => new()
    {
        Revision = "r",
        Start = "s",
        Files = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static file => file.Split(':')).Select(static file => file[1] == "*"
            ? new ChangedFile(file[0]) { IsWhole = true }
            : new ChangedFile(file[0]) { Lines = [.. file[1].Split(',').Select(static place => place.Split('+').Select(int.Parse).ToArray()).Select(static place => new LineRange(place[0], place[1])).Select(static range => new ChangedLines(range, range))] })],
    };
}
