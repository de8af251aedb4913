using System.Text;
using Ao.Commands;
using Ao.Ledger.Protocol;
using Ao.TestSupport;

namespace Ao.Core.Tests.Ledger;

/// <summary>What the ledger signs, the usual tools verify; and the other way round.</summary>
public sealed class RealToolsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private readonly ChainBuilder _chain = new();

    public void Dispose()
    {
        _chain.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task SshKeygen_VerifiesARecord()
    {
        await EnsureSshKeygenAsync();
        var payload = _chain.Payload(1).Write();
        var signed = DsseEnvelope.Signed(LedgerFormat.PayloadType("report"), payload);
        var envelope = DsseEnvelope.Parse(_chain.Line(_chain.Payload(1)))!;
        var (allowed, signature) = (await WriteAsync("allowed", _chain.Signer.Key.AllowedSigner(_chain.ForkId) + "\n"), await WriteAsync("record.sig", SshSignature.Armor(envelope.Signatures[0])));

        var right = await RunAsync("ssh-keygen", signed, "-Y", "verify", "-f", allowed, "-I", _chain.ForkId, "-n", "ao-ledger", "-s", signature);
        var forged = await RunAsync("ssh-keygen", [.. signed, 1], "-Y", "verify", "-f", allowed, "-I", _chain.ForkId, "-n", "ao-ledger", "-s", signature);
        var foreign = await RunAsync("ssh-keygen", signed, "-Y", "verify", "-f", allowed, "-I", _chain.ForkId, "-n", "git", "-s", signature);

        Assert.True(right.Succeeded, right.Error + right.Output);
        Assert.Contains(_chain.Signer.Key.Fingerprint, right.Output, StringComparison.Ordinal);
        Assert.False(forged.Succeeded);
        Assert.False(foreign.Succeeded);
    }

    [Fact]
    public async Task Verify_WhatSshKeygenSigned_IsTaken()
    {
        await EnsureSshKeygenAsync();
        var key = _folder.Combine("key");
        Assert.True((await RunAsync("ssh-keygen", [], "-q", "-t", "ecdsa", "-b", "256", "-N", "", "-f", key)).Succeeded);
        var made = await RunAsync("ssh-keygen", "hello"u8.ToArray(), "-Y", "sign", "-f", key, "-n", "ao-ledger");
        Assert.True(made.Succeeded, made.Error);
        var signature = SshSignature.Parse(SshSignature.Disarm(made.Output))!;
        var publicKey = PublisherKey.OfSsh(Convert.FromBase64String((await File.ReadAllTextAsync(key + ".pub", TestContext.Current.CancellationToken)).Split(' ')[1]))!;
        using var checker = new SignatureChecker();

        Assert.True(checker.Verify(publicKey, "ao-ledger", "hello"u8, signature));
        Assert.False(checker.Verify(publicKey, "ao-ledger", "hullo"u8, signature));
        Assert.False(checker.Verify(publicKey, "git", "hello"u8, signature));
    }

    [Fact]
    public async Task Git_VerifiesACommit()
    {
        RequiredTool.Ensure("git");
        await EnsureSshKeygenAsync();
        var allowed = await WriteAsync("allowed", _chain.Signer.Key.AllowedSigner(_chain.ForkId) + "\n");
        Assert.True((await RunAsync("git", [], "init", "-q", _folder.Combine("repository"))).Succeeded);
        var tree = (await GitAsync([], "mktree")).Output.Trim();
        var content = $"tree {tree}\nauthor ao <ao@localhost> 1795683600 +0000\ncommitter ao <ao@localhost> 1795683600 +0000\n";
        var armor = SshSignature.Armor(_chain.Signer.Sign("git", Encoding.UTF8.GetBytes($"{content}\nao-ledger/1 1: 1 record\n")));
        var commit = $"{content}gpgsig {armor.TrimEnd('\n').Replace("\n", "\n ", StringComparison.Ordinal)}\n\nao-ledger/1 1: 1 record\n";

        var id = (await GitAsync(Encoding.UTF8.GetBytes(commit), "hash-object", "-t", "commit", "-w", "--stdin")).Output.Trim();
        var shown = await GitAsync([], "-c", $"gpg.ssh.allowedSignersFile={allowed}", "log", "--show-signature", "-1", id);

        Assert.True(CommitObject.HasId(Encoding.UTF8.GetBytes(commit), id));
        Assert.Contains($"Good \"git\" signature for {_chain.ForkId}", shown.Output + shown.Error, StringComparison.Ordinal);
    }

    // It does nothing at all for a user without an account, as in a container that runs under a bare number.
    private async Task EnsureSshKeygenAsync()
    {
        RequiredTool.Ensure("ssh-keygen");
        var said = (await RunAsync("ssh-keygen", [], "-l", "-f", _folder.Combine("none"))).Error;
        Assert.SkipWhen(said.StartsWith("No user exists", StringComparison.Ordinal), $"ssh-keygen works for no user without an account: {said.Trim()}.");
    }

    private Task<CommandResult> GitAsync(byte[] input, params string[] arguments) => RunAsync("git", input, ["-C", _folder.Combine("repository"), .. arguments]);

    private async Task<CommandResult> RunAsync(string program, byte[] input, params string[] arguments) =>
        await _runner.RunAsync(new CommandRequest { Command = new CommandLine(program, arguments), Input = input, InheritEnvironment = true }, TestContext.Current.CancellationToken);

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = _folder.Combine(name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
