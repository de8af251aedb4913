using Ao.Enforcement;
using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Core.Tests.Enforcement;

public sealed class EnforcementDecisionTests
{
    [Theory]
    [InlineData(false, false, WorkspaceIsolation.Repository, EnforcementLevel.CredentialBrokered)]
    [InlineData(true, false, WorkspaceIsolation.Repository, EnforcementLevel.CredentialBrokered)]
    [InlineData(false, true, WorkspaceIsolation.Repository, EnforcementLevel.CredentialBrokered)]
    [InlineData(true, true, WorkspaceIsolation.Repository, EnforcementLevel.Isolated)]
    [InlineData(false, false, WorkspaceIsolation.Worktree, EnforcementLevel.CredentialBrokered)]
    [InlineData(true, true, WorkspaceIsolation.Worktree, EnforcementLevel.CredentialBrokered)]
    public void Of_RuntimeAndIsolation_IsTheLevel(bool otherUser, bool closed, WorkspaceIsolation isolation, EnforcementLevel expected)
    {
        var traits = Traits(otherUser, closed);

        Assert.Equal(expected, EnforcementDecision.Of(traits, [], isolation).Level);
        Assert.Equal(EnforcementLevel.Advisory, EnforcementDecision.Of(traits, ["SSH_AUTH_SOCK"], isolation).Level);
    }

    [Fact]
    public void Of_Credentials_NamesThemInTheReason() =>
        Assert.Contains("A_TOKEN, B_TOKEN", EnforcementDecision.Of(Traits(true, true), ["A_TOKEN", "B_TOKEN"], WorkspaceIsolation.Repository).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("SSH_AUTH_SOCK")]
    [InlineData("ssh_auth_sock")]
    [InlineData("DBUS_SESSION_BUS_ADDRESS")]
    [InlineData("XDG_RUNTIME_DIR")]
    [InlineData("HOME")]
    [InlineData("NETRC")]
    public void In_WhatLeadsToAPersonsCredentials_IsFoundWithoutAnyScm(string variable) =>
        Assert.Equal([variable], CredentialVariables.In([variable, "MODEL_API_KEY", "PATH"], guard: null));

    private static RuntimeTraits Traits(bool otherUser, bool closed) =>
        new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true, RunsAsOtherUser = otherUser, ClosesNetwork = closed };
}
