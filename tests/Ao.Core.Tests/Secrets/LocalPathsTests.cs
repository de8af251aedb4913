using Ao.Secrets;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Secrets;

/// <summary>Paths of this machine in texts that others get to see.</summary>
public sealed class LocalPathsTests
{
    private static readonly LocalPaths s_paths = new(["/src/shop", "/src/shop.git", "https://forge.example/shop", "relative", "/", null], "/var/lib/ao", "/srv/people/ada lovelace");

    [Theory]
    [InlineData("It fails in /src/shop/lib/cart.cs:12.", "It fails in [redacted]/lib/cart.cs:12.", 1)]
    [InlineData("see file:///src/shop/lib and /src/shop.", "see file:[redacted]/lib and [redacted].", 2)]
    [InlineData("cloned from /src/shop.git", "cloned from [redacted]", 1)]
    [InlineData("/src/shopping and /src/shop-old and /src/shop.old", "/src/shopping and /src/shop-old and /src/shop.old", 0)]
    [InlineData("(/var/lib/ao/plugins/git/projects/shop/ledger.git)", "([redacted])", 1)]
    [InlineData("at /srv/people/ada lovelace/work/x.cs", "at [redacted]", 1)]
    [InlineData("/home/ada/work/x.cs:3: error", "[redacted]:3: error", 1)]
    [InlineData("cc -I/home/ada/include -L=/Users/ada/lib", "cc -I[redacted] -L=[redacted]", 2)]
    [InlineData("\"/Users/ada\" '/root/.ssh' `/var/home/ada/x`", "\"[redacted]\" '[redacted]' `[redacted]`", 3)]
    [InlineData("git@forge.example:/home/ada/shop.git", "git@forge.example:[redacted]", 1)]
    [InlineData(@"C:\Users\Ada\work\x.cs(3) and c:/users/ada/x", "[redacted](3) and [redacted]", 2)]
    [InlineData(@"{""cwd"":""C:\\Users\\Ada\\work""}", @"{""cwd"":""[redacted]""}", 1)]
    [InlineData("/mnt/c/Users/ada/x and /private/src/shop/x", "[redacted] and [redacted]/x", 2)]
    [InlineData("https://forge.example/home/ada and lib/home/ada and home/ada", "https://forge.example/home/ada and lib/home/ada and home/ada", 0)]
    [InlineData("/roots and /home and /usr/share/x and a/root/b", "/roots and /home and /usr/share/x and a/root/b", 0)]
    public void Redact_Text_LosesWhatNamesThisMachine(string text, string expected, int count)
    {
        var redacted = s_paths.Redact(text);

        Assert.Equal((expected, count), (redacted.Text, redacted.Count));
        Assert.Equal((expected, 0), (s_paths.Redact(expected).Text, s_paths.Redact(expected).Count));
    }

    [Property]
    public bool Redact_AnyTextAroundAHome_DoesNotShowIt(string? before, string? after)
    {
        var text = s_paths.Redact($"{before} /home/canary/{after}").Text;

        return !text.Contains("canary", StringComparison.Ordinal) && s_paths.Redact(text).Text == text;
    }
}
