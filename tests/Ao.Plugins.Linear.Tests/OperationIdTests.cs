using FsCheck;
using FsCheck.Xunit;

namespace Ao.Plugins.Linear.Tests;

/// <summary>The ids that follow from operations.</summary>
public sealed class OperationIdTests
{
    [Property]
    public void Of_AnyKey_IsAVersionFourIdOfItsOwn(PositiveInt first, PositiveInt second)
    {
        var one = OperationId.Of(new OperationKey($"shop/{first.Get}"), "issue");
        var other = OperationId.Of(new OperationKey($"shop/{second.Get}"), "issue");

        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", one);
        Assert.Equal(first.Get == second.Get, one == other);
        Assert.NotEqual(one, OperationId.Of(new OperationKey($"shop/{first.Get}"), "comment"));
    }
}
