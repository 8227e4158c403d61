package main

import (
	"github.com/coredns/coredns/coremain"

	// The plugins that local/cluster/dns.py configures, and no others.
	_ "github.com/coredns/coredns/plugin/bind"
	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/forward"
	_ "github.com/coredns/coredns/plugin/kubernetes"
)

// runCoreDNS returns when the server was told to stop.
func runCoreDNS() {
	coremain.Run()
}
