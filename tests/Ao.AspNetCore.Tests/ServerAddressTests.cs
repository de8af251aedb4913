using Ao.AspNetCore.AgentTools;

namespace Ao.AspNetCore.Tests;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/ao/tools")]
    [InlineData("http://[::]:5000", "http://[::1]:5000/ao/tools")]
    [InlineData("http://0.0.0.0:5000", "http://127.0.0.1:5000/ao/tools")]
    [InlineData("http://+:5000", "http://127.0.0.1:5000/ao/tools")]
    [InlineData("http://*:5000", "http://127.0.0.1:5000/ao/tools")]
    [InlineData("http://localhost:5000/", "http://localhost:5000/ao/tools")]
    [InlineData("https://localhost:5001 http://localhost:5000", "http://localhost:5000/ao/tools")]
    [InlineData("http://10.1.2.3:80 http://127.0.0.1:5000", "http://127.0.0.1:5000/ao/tools")]
    [InlineData("https://example.org", "https://example.org/ao/tools")]
    public void Find_BoundAddress_IsHowThisMachineReachesIt(string bound, string expected) =>
        Assert.Equal(new Uri(expected), ServerAddress.Find(bound.Split(' '), "/ao/tools"));

    [Theory]
    [InlineData("")]
    [InlineData("http://unix:/run/host.sock")]
    [InlineData("http://pipe:/host")]
    [InlineData("net.tcp://localhost:5000")]
    [InlineData("nonsense")]
    public void Find_NothingThatAnAgentReaches_IsNone(string bound) => Assert.Null(ServerAddress.Find(bound.Split(' '), "/ao/tools"));
}
